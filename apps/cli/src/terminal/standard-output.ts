import { fstatSync, statSync } from "node:fs";
import { devNull } from "node:os";
import { AuthError } from "@nowtoken/core";

/** Writes to standard output, and waits until the system has taken it. Throws the system's error. */
export function writeToStandardOutput(text: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  return promise;
}

/** A failure to write to standard output in core's words. */
export function outputUnwritable({
  code: systemCode,
}: NodeJS.ErrnoException): AuthError<"CREDENTIAL_FILE_UNWRITABLE"> {
  return new AuthError(
    "CREDENTIAL_FILE_UNWRITABLE",
    "expected a standard output that takes what is written",
    {
      path: "standard output",
      reason: systemCode === "ENOSPC" ? "full" : "io",
      ...(systemCode !== undefined && { systemCode }),
    },
  );
}

/** Refuses a standard output that keeps nothing: /dev/null, and a closed one, which Node.js opens as /dev/null. */
export function checkStandardOutput(): void {
  if (process.platform === "win32") return;
  if (fstatSync(1).rdev !== statSync(devNull).rdev) return;
  throw new AuthError("CREDENTIAL_FILE_UNWRITABLE", "expected a standard output that keeps what is written", {
    path: "standard output",
    reason: "keeps-nothing",
  });
}
