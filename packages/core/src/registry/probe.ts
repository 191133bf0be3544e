import { randomBytes } from "node:crypto";
import { buildAuthorizationRequest, type LoginSettings } from "../authorization-request.ts";
import type { Effects } from "../effects.ts";
import { aboutEndpoint } from "../http/about-endpoint.ts";
import { type RequestOptions, requestText } from "../http/request.ts";
import { generateLoginSecrets } from "../login-secrets.ts";
import { type Landing, readLanding } from "./probe-landing.ts";

/** What can be seen of a record without signing in. */
export interface ClientProbe {
  /** `hidden` where the instance asks everybody to sign in before it looks at anything. */
  readonly client: "known" | "unknown" | "hidden";
  /** `hidden` also where a made-up address is not refused either: the instance then falls back to its first one. */
  readonly redirectUri: "accepted" | "refused" | "hidden";
  readonly pkce: "required" | "not-required" | "hidden";
}

const limitBytes = 256 * 1024;

/**
 * Looks at a record from outside: asks `/oauth_auth.do` for logins that differ in one thing, and compares the pages.
 *
 * Nobody signs in and nothing secret is sent. What an instance shows for an unknown client is not documented, so it is
 * found out with a client id of chance. Throws INSTANCE_UNREACHABLE and TOKEN_RESPONSE_INVALID.
 */
export async function probeClient(
  settings: LoginSettings,
  effects: Effects,
  options: RequestOptions = {},
): Promise<ClientProbe> {
  const look = (changes: Partial<LoginSettings>, withPkce = true) =>
    landOn({ ...settings, ...changes }, effects, { ...options, withPkce });
  const [ours, unknownClient, otherRedirect, withoutPkce] = await Promise.all([
    look({}),
    look({ clientId: randomBytes(16).toString("hex") }),
    look({ redirectUri: `${settings.instanceUrl}/nowtoken_probe_${randomBytes(8).toString("hex")}` }),
    look({}, false),
  ]);
  const client = judgeClient(ours, unknownClient);
  const redirectUri = client === "known" ? judgeRedirect(ours, otherRedirect) : "hidden";
  return { client, redirectUri, pkce: client === "known" ? judgePkce(ours, withoutPkce) : "hidden" };
}

function judgeClient(ours: Landing, unknownClient: Landing): ClientProbe["client"] {
  // Whatever is said about the redirect or PKCE is said about a record.
  if (ours === "redirect-refused" || ours === "pkce-missing") return "known";
  if (ours === "client-refused") return "unknown";
  if (ours === unknownClient) return ours === "login" ? "hidden" : "unknown";
  return ours === "login" ? "known" : "hidden";
}

function judgeRedirect(ours: Landing, otherRedirect: Landing): ClientProbe["redirectUri"] {
  if (ours === "redirect-refused") return "refused";
  return ours === "login" && otherRedirect === "redirect-refused" ? "accepted" : "hidden";
}

function judgePkce(ours: Landing, withoutPkce: Landing): ClientProbe["pkce"] {
  if (withoutPkce === "pkce-missing") return "required";
  return ours === "login" && withoutPkce === "login" ? "not-required" : "hidden";
}

/**
 * Asks `/oauth_auth.do` for a login as a browser does that has not signed in, and says where it ends.
 *
 * Throws INSTANCE_UNREACHABLE, and TOKEN_RESPONSE_INVALID when no instance answers.
 */
export async function landOn(
  settings: LoginSettings,
  effects: Effects,
  { withPkce = true, ...options }: RequestOptions & { readonly withPkce?: boolean } = {},
): Promise<Landing> {
  const url = new URL(buildAuthorizationRequest(settings, generateLoginSecrets()).url);
  if (!withPkce) {
    url.searchParams.delete("code_challenge");
    url.searchParams.delete("code_challenge_method");
  }
  const look = { url: url.href, method: "GET", headers: { accept: "text/html" }, limitBytes } as const;
  try {
    return readLanding(await requestText(effects, { ...look, ...options }));
  } catch (error) {
    throw aboutEndpoint(error, "authorization");
  }
}
