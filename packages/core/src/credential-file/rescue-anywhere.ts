import type { Credential } from "../credential.ts";
import { homeFolder } from "./home-folder.ts";
import { rescueCredential } from "./rescue.ts";

/**
 * Puts tokens that nothing else took into a new 0600 file, in the state folder or, where that is what fails, in the
 * home folder. Yields its path; undefined when neither takes it.
 */
export async function rescueAnywhere(
  credential: Credential,
  stateFolder: string,
): Promise<string | undefined> {
  const home = homeFolder({ platform: process.platform, environment: {} });
  for (const folder of [stateFolder, ...(home === undefined ? [] : [home])]) {
    try {
      return await rescueCredential(credential, { format: "json", stateFolder: folder });
    } catch {}
  }
  return undefined;
}
