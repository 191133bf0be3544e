import { basename, dirname, join } from "node:path";
import { replaceFile } from "./private-file.ts";

const suffix = ".previous";
const longestNameBytes = 255;

/** Writes what a file held to a file beside it, 0600, and yields its path. Throws the system's error. */
export async function keepPreviousFile(path: string, content: Uint8Array): Promise<string> {
  const previous = join(dirname(path), `${shorten(basename(path))}${suffix}`);
  await replaceFile(previous, content);
  return previous;
}

/** The start of a name that leaves room for the suffix, cut between characters. */
function shorten(name: string): string {
  let start = name;
  while (Buffer.byteLength(start + suffix) > longestNameBytes) start = [...start].slice(0, -1).join("");
  return start;
}
