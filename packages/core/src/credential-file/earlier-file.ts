import { constants, open } from "node:fs/promises";
import { isOpenToOthers } from "./file-warnings.ts";
import { ignore, ignoreMissing } from "./system-error.ts";

// More than any credential: the token endpoint's answer ends at 64 KiB.
const limitBytes = 1024 * 1024;

/** A refresh token as each format writes it, whatever else is damaged. */
const refreshToken = {
  text: /^[ \t\uFEFF]*Refresh token:[ \t]*(?!\(not issued\)[ \t\r]*$)\S/m,
  json: /"refreshToken"\s*:\s*"[^"]/,
  env: /^[ \t\uFEFF]*(?:export[ \t]+)?SERVICENOW_REFRESH_TOKEN[ \t]*=[ \t]*(?!(?:''|""|``)?[ \t\r]*$)\S/m,
};

/**
 * Reads the file that is about to be replaced, and takes it away from others first.
 *
 * Undefined when there is none, or none of ours by its kind, names or size. Neither follows a link nor waits for a
 * FIFO. Throws the system's error.
 */
export async function readEarlierFile(path: string): Promise<Buffer | undefined> {
  // Windows has neither of the last two.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, flags).catch(ignoreMissing);
  if (handle === undefined) return undefined;
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.nlink > 1 || stats.size > limitBytes) return undefined;
    if (isOpenToOthers(stats)) await handle.chmod(0o600).catch(ignore);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Whether a credential file, of any format, holds a refresh token; a byte order mark and CRLF do not matter. */
export function holdsRefreshToken(content: Buffer): boolean {
  const text = content.toString("utf8");
  return Object.values(refreshToken).some((pattern) => pattern.test(text));
}
