/** The code of an error of the operating system, e.g. `EACCES`; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error && "errno" in error && "code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Takes "there is no such file" for an answer. */
export function ignoreMissing(error: unknown): undefined {
  if (systemCode(error) !== "ENOENT") throw error;
}

/** For what may fail without harm. */
export function ignore(): undefined {}
