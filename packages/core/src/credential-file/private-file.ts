import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { openTemporaryFile } from "./temporary-file.ts";

/**
 * Writes a file of ours alone: 0600 from its first byte, whole or not at all; a missing folder is made, 0700.
 *
 * Throws the system's error.
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  makePrivateFolder(dirname(path));
  await replaceFile(path, Buffer.from(text));
}

/** One folder at a time: a strict umask takes away even our own rights, so each gets them before the next is made. */
export function makePrivateFolder(folder: string): void {
  const parent = dirname(folder);
  if (parent === folder || existsSync(folder)) return;
  makePrivateFolder(parent);
  // Undefined where another run was faster.
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) chmodSync(folder, 0o700);
}

/** As {@link writePrivateFile}, in a folder that exists. */
export async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  const temporary = await openTemporaryFile(dirname(path));
  try {
    temporary.fill(content);
    await temporary.moveTo(path);
  } finally {
    temporary.discard();
  }
}
