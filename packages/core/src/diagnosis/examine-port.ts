import { isAuthError } from "../errors.ts";
import type { Chart } from "./chart.ts";
import { type ExaminationResult, failedBy, ok, warnedBy } from "./examination.ts";

/** The redirect URI of `--mode loopback` where nobody gave another. */
const defaultRedirectUri = "http://localhost:8765/callback";

/** Whether a login could wait for its browser; a port that only a choice of the mode would need is worth a word. */
export async function examineRedirectPort({ settings, tryListening }: Chart): Promise<ExaminationResult> {
  const { redirectUri, instanceUrl } = settings;
  // A practice instance is on this machine too, and has its own page.
  const own = redirectUri.startsWith(`${instanceUrl}/`)
    ? undefined
    : await attempt(redirectUri, tryListening);
  if (own !== undefined) return isAuthError(own) ? failedBy(own) : free(redirectUri, own);
  const usual = await attempt(defaultRedirectUri, tryListening);
  if (isAuthError(usual)) {
    return warnedBy(usual, { fix: ["A login that pastes the address needs no port: --mode paste."] });
  }
  return free(defaultRedirectUri, usual ?? []);
}

async function attempt(redirectUri: string, tryListening: Chart["tryListening"]) {
  try {
    return await tryListening(redirectUri);
  } catch (error) {
    if (isAuthError(error, "PORT_UNAVAILABLE")) return error;
    throw error;
  }
}

function free(redirectUri: string, addresses: readonly string[]): ExaminationResult {
  const { port } = new URL(redirectUri);
  return ok(`Port ${port || 80} is free on ${addresses.join(" and ")}.`, {
    facts: { redirectUri, addresses },
  });
}
