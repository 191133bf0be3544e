import { keepLastFailure, type LastFailure } from "@nowtoken/core";
import { readEnvironment, stateFolderOf } from "../environment.ts";

/** Keeps a failure for `nowtoken explain`, where that is possible; resolves to whether it was. */
export async function keepFailure(failure: Omit<LastFailure, "at">): Promise<boolean> {
  try {
    const at = new Date().toISOString();
    await keepLastFailure(stateFolderOf(readEnvironment()), { ...failure, at });
    return true;
  } catch {
    // There may be no home folder, or no room: what failed is what matters.
    return false;
  }
}
