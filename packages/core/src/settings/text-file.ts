import { readFileSync } from "node:fs";
import { readOpened } from "../credential-file/opened-file.ts";
import { isAuthError } from "../errors.ts";
import { configInvalid } from "./config-invalid.ts";

const maximumBytes = 64 * 1024;
const causes: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist",
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
  EISDIR: "is a folder",
};

/**
 * The text of a file in UTF-8, or in UTF-16 with its byte order mark; `name` is what a failure calls it. Throws
 * CONFIG_INVALID.
 */
export function readTextFile(path: string, name = "the settings file"): string {
  try {
    return decode(readBytes(path));
  } catch (error) {
    throw isAuthError(error, "CONFIG_INVALID") ? unusable(`${name} ${error.message}`) : error;
  }
}

function decode(bytes: Buffer): string {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Not of that encoding.
  }
  throw unusable("must be text in UTF-8");
}

function readBytes(path: string): Buffer {
  try {
    return readOpened(path, ({ descriptor, stats }) => {
      if (stats.isDirectory()) throw unusable("is a folder");
      if (!stats.isFile()) throw unusable("must be an ordinary file");
      if (stats.size > maximumBytes) throw unusable("must be at most 64 KiB");
      return readFileSync(descriptor);
    });
  } catch (error) {
    throw isAuthError(error) ? error : unusable(causeOf(error));
  }
}

function causeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return causes[code] ?? `cannot be read${code === "" ? "" : ` (${code})`}`;
}

/** Notepad's "Unicode" is UTF-16. */
function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

const unusable = (message: string) => configInvalid([{ kind: "invalid", message }]);
