import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { ignoreMissing } from "./system-error.ts";
import { openTemporaryFile } from "./temporary-file.ts";

/**
 * Writes a file of ours alone: 0600 from its first byte, whole or not at all; a missing folder is made, 0700.
 *
 * Throws the system's error.
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await makePrivateFolder(dirname(path));
  await replaceFile(path, Buffer.from(text));
}

/** One folder at a time: a strict umask takes away even our own rights, so each gets them before the next is made. */
async function makePrivateFolder(folder: string): Promise<void> {
  const parent = dirname(folder);
  if (parent === folder || (await stat(folder).catch(ignoreMissing))) return;
  await makePrivateFolder(parent);
  // Undefined where another run was faster.
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await chmod(folder, 0o700);
}

/** As {@link writePrivateFile}, in a folder that exists. */
export async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  const temporary = await openTemporaryFile(dirname(path));
  try {
    await temporary.fill(content);
    await temporary.moveTo(path);
  } finally {
    await temporary.discard();
  }
}
