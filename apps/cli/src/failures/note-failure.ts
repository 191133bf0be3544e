import { type AnyAuthError, adviseOn, toLastFailure } from "@nowtoken/core";
import { keepFailure } from "./keep-failure.ts";

/** Keeps a failure that has been told already, and says where the rest of it is. */
export async function noteFailure(
  error: AnyAuthError,
  { command, json }: { readonly command: string; readonly json: boolean },
): Promise<void> {
  const isKept = await keepFailure({ ...toLastFailure(error), command, message: adviseOn(error).message });
  if (isKept && !json) process.stderr.write("\nMore: nowtoken explain\n");
}
