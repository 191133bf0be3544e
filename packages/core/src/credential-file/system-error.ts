import { constants } from "node:os";

/** The code of an error of the operating system, e.g. `EACCES`; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error && "errno" in error && "code" in error)) return undefined;
  const code = String(error.code);
  if (!code.startsWith("Unknown system error")) return code;
  // Node has no name for every error, EDQUOT among them.
  return Object.entries(constants.errno).find(([, number]) => number === -Number(error.errno))?.[0] ?? code;
}

/** Takes "there is no such file" for an answer. */
export function ignoreMissing(error: unknown): undefined {
  if (systemCode(error) !== "ENOENT") throw error;
}

/** For what may fail without harm. */
export function ignore(): undefined {}
