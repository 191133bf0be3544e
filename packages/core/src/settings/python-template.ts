import { configInvalid } from "./config-invalid.ts";
import type { FileEntry } from "./file-entries.ts";
import { notData, readPythonString } from "./python-string.ts";
import { positionAt } from "./text-position.ts";

const gap = /(?:[\s;\u200b]|#[^\n]*|\\\n)*/uy;
const assignment = /([a-z_]\w*)[^\S\n]*=(?:[^\S\n]|\\\n)*/iuy;
const url = /https?:\/\/[^\s;"'`]+/iuy;
const word = /[a-z0-9-]+(?![^\s;#])/iuy;

/**
 * The assignments of the guide's Python template, one after the other, on as many lines as they like.
 *
 * A value is one string of any of Python's kinds, in straight or curly quotes. Without quotes it may be a URL, as the
 * guide's own text has it, or a word with a digit, which is no variable's usual name. `{instance}` in an f-string
 * stands for the instance set above it. Everything else is code: CONFIG_INVALID with its line.
 */
export function readPythonEntries(text: string): FileEntry[] {
  const entries: FileEntry[] = [];
  let offset = match(gap, text, 0)?.[0].length ?? 0;
  while (offset < text.length) {
    const position = positionAt(text, offset);
    const [head, name] = match(assignment, text, offset) ?? [];
    if (head === undefined || name === undefined) throw notData(text, offset);
    const start = offset + head.length;
    const instance = entries.find((entry) => entry.name === "instance")?.value;
    const value =
      readPythonString(text, start, String(instance ?? "{instance}")) ?? readBareValue(text, start);
    if (value === undefined) throw notData(text, start);
    entries.push({ name, value: value.text, position });
    offset = value.end + (match(gap, text, value.end)?.[0].length ?? 0);
  }
  if (entries.length > 0) return entries;
  throw configInvalid([{ kind: "invalid", message: "the settings file must hold settings" }]);
}

function readBareValue(text: string, offset: number) {
  const bare = match(url, text, offset)?.[0] ?? match(word, text, offset)?.[0];
  return bare !== undefined && /\d|:/u.test(bare) ? { text: bare, end: offset + bare.length } : undefined;
}

function match(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}
