import { parseEnv } from "node:util";
import type { SettingProblem } from "../errors.ts";
import { configInvalid } from "./config-invalid.ts";
import type { FileEntry } from "./file-entries.ts";

/** Ours, and what was probably meant to be. */
const ours = /^now_?tok/iu;
const assignment = /^\s*(?:export\s+)?([a-z_][\w.-]*)\s*(?:=(.*))?/iu;

/**
 * The `NOWTOKEN_` variables of a `.env` file that are not empty; those of other programs are left alone.
 *
 * Throws CONFIG_INVALID when there is none, and for lines that would silently mean something else.
 */
export function readDotenvEntries(text: string): FileEntry[] {
  const values = parseEnv(text);
  const entries: FileEntry[] = [];
  const problems: SettingProblem[] = [];
  let found = false;
  for (const [index, line] of text.split("\n").entries()) {
    const [, name = "", written] = assignment.exec(line) ?? [];
    if (!ours.test(name)) continue;
    found = true;
    const position = { line: index + 1, column: line.indexOf(name) + 1 };
    const value = values[name] ?? "";
    const message = lineFault(written, value);
    if (message !== undefined) problems.push({ kind: "invalid", message, ...position });
    else if (value !== "") entries.push({ name, value, position });
  }
  if (!found)
    problems.push({ kind: "invalid", message: 'must hold settings whose names begin with "NOWTOKEN_"' });
  if (problems.length > 0) throw configInvalid(problems);
  return entries;
}

function lineFault(written: string | undefined, value: string): string | undefined {
  if (written === undefined) return 'must be written NAME="value"';
  const quote = written.trimStart().charAt(0);
  if (/["'`]/u.test(quote)) return value.startsWith(quote) ? "must have its closing quote" : undefined;
  return /(?:^|\S)#/u.test(written) ? 'must stand in quotes: "#" begins a comment' : undefined;
}
