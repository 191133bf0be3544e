import { lstatSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";
import { findDesktopFolder } from "../credential-file/desktop-folder.ts";
import { isOpenToOthers } from "../credential-file/file-warnings.ts";
import type { Chart } from "./chart.ts";
import { type ExaminationResult, ok, skipped, warning } from "./examination.ts";

interface OpenPath {
  readonly path: string;
  /** Octal. */
  readonly mode: string;
  readonly rights: "read" | "written to";
}

/** Whether others can read what is secret, or write where it is kept: state folder, settings file, credential file. */
export async function examineFileModes(chart: Chart): Promise<ExaminationResult> {
  if (process.platform === "win32") return skipped("Windows keeps no such modes.");
  const { stateFolder } = chart.store;
  const paths = [stateFolder, ...listFiles(stateFolder), ...(await otherFiles(chart))];
  const seen = paths.map((path) => [path, lstatOf(path)] as const);
  const existing = seen.flatMap(([path, stats]) => (stats === undefined ? [] : [{ path, stats }]));
  const open = existing.flatMap(({ path, stats }) => judge(path, stats));
  const facts = { looked: existing.length, open };
  if (open.length === 0) {
    return ok(existing.length === 0 ? "There is nothing to look at yet." : "What is secret is yours alone.", {
      facts,
    });
  }
  return warning(`${open.length === 1 ? "One is" : `${open.length} are`} open to others.`, {
    rows: open.map(
      ({ path, mode, rights }) => [`mode ${mode}`, `${path} can be ${rights} by others`] as const,
    ),
    fix: open.slice(0, 3).map(({ path }) => `Keep others out: chmod go= '${path}'`),
    facts,
  });
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  } catch {
    // Whether it can be used at all is another examination.
    return [];
  }
}

/** The files with secrets that are kept elsewhere. */
async function otherFiles({ settings, surroundings, layers }: Chart): Promise<string[]> {
  const desktop = await findDesktopFolder(surroundings);
  const credential =
    settings.out === "-" ? [] : [settings.out ?? join(desktop, "servicenow_credentials.txt")];
  const withSecret = layers.filter(({ from, settings: given }) => from === "file" && given.clientSecret);
  return [...credential, ...withSecret.flatMap(({ path }) => path ?? [])];
}

function lstatOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    // What cannot be looked at cannot be read by others through this path either.
    return undefined;
  }
}

/** Names in a folder are no secret; what stands in a file is. */
function judge(path: string, stats: Stats): OpenPath[] {
  const mode = (stats.mode & 0o777).toString(8).padStart(3, "0");
  if (stats.isDirectory()) return (stats.mode & 0o022) === 0 ? [] : [{ path, mode, rights: "written to" }];
  return stats.isFile() && isOpenToOthers(stats) ? [{ path, mode, rights: "read" }] : [];
}
