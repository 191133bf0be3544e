import { isAuthError } from "../errors.ts";
import { configInvalid } from "./config-invalid.ts";
import type { RawSettings } from "./fields.ts";
import type { FileEntry } from "./file-entries.ts";

type Format = "json" | "dotenv" | "python";

/**
 * Reads a settings file: JSON, `.env`, or the guide's Python template. It is data: nothing in it runs.
 *
 * What its values say is for `parseSettings` to check. Throws CONFIG_INVALID, with the path, and line and column
 * where they are known.
 */
export async function readSettingsFile(path: string): Promise<RawSettings> {
  const { readTextFile } = await import("./text-file.ts");
  try {
    return await parseSettingsText(readTextFile(path), path);
  } catch (error) {
    if (!isAuthError(error, "CONFIG_INVALID")) throw error;
    throw configInvalid(error.details.problems.map((problem) => ({ ...problem, path })));
  }
}

/**
 * Reads the text of a settings file; its format shows in the file's name (`.json`, `.env`, `.py`), else in the text.
 *
 * Throws CONFIG_INVALID.
 */
export async function parseSettingsText(text: string, fileName = ""): Promise<RawSettings> {
  const lines = text.replace(/^\ufeff/u, "").replace(/\r\n?/gu, "\n");
  const format = formatOfName(fileName) ?? formatOfText(lines);
  const { toRawSettings } = await import("./file-entries.ts");
  return toRawSettings(await readEntries(lines, format), format);
}

// Each reader is loaded when needed: most runs have no settings file.
async function readEntries(text: string, format: Format): Promise<FileEntry[]> {
  if (format === "json") return (await import("./json-file.ts")).readJsonEntries(text);
  if (format === "dotenv") return (await import("./dotenv-file.ts")).readDotenvEntries(text);
  return (await import("./python-template.ts")).readPythonEntries(text);
}

function formatOfName(fileName: string): Format | undefined {
  if (/\.json$/iu.test(fileName)) return "json";
  if (/\.py$/iu.test(fileName)) return "python";
  return /\.env$|(?:^|[\\/])\.env\.[^\\/]*$/iu.test(fileName) ? "dotenv" : undefined;
}

function formatOfText(text: string): Format {
  if (/^\s*[[{]/u.test(text)) return "json";
  return /^[^\S\n]*(?:export\s+)?NOWTOKEN_\w+\s*=/mu.test(text) ? "dotenv" : "python";
}
