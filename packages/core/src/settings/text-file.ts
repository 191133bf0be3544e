import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { isAuthError } from "../errors.ts";
import { configInvalid } from "./config-invalid.ts";

const maximumBytes = 64 * 1024;
const causes: Readonly<Record<string, string>> = {
  ENOENT: "the settings file does not exist",
  ENOTDIR: "the settings file does not exist",
  EACCES: "the settings file may not be read by this user",
  EPERM: "the settings file may not be read by this user",
  EISDIR: "the settings file is a folder",
};

/** The text of a settings file in UTF-8, or in UTF-16 with its byte order mark. Throws CONFIG_INVALID. */
export function readTextFile(path: string): string {
  const bytes = readBytes(path);
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Not of that encoding.
  }
  throw unusable("the settings file must be text in UTF-8");
}

function readBytes(path: string): Buffer {
  let descriptor: number | undefined;
  try {
    // Without the flag, which Windows lacks, a pipe that nobody writes to would hold us up for ever.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(descriptor);
    if (status.isDirectory()) throw unusable("the settings file is a folder");
    if (!status.isFile()) throw unusable("the settings file must be an ordinary file");
    if (status.size > maximumBytes) throw unusable("the settings file must be at most 64 KiB");
    return readFileSync(descriptor);
  } catch (error) {
    throw isAuthError(error) ? error : unusable(causeOf(error));
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function causeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return causes[code] ?? `the settings file cannot be read${code === "" ? "" : ` (${code})`}`;
}

/** Notepad's "Unicode" is UTF-16. */
function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

const unusable = (message: string) => configInvalid([{ kind: "invalid", message }]);
