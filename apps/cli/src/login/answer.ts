import type { Answer } from "@nowtoken/callback";
import type { Presenting, StoredLogin } from "./finish.ts";
import { accessTokenLife, refreshTokenLife } from "./panel.ts";
import { knownUser } from "./token-owner.ts";

/** How long the browser waits for whom the tokens belong to, in milliseconds; the terminal waits longer. */
const patience = 2_000;

/** What the browser shows of a login that succeeded. */
export async function describeSuccess(
  { credential, owner }: StoredLogin,
  { path, effects, settings }: Pick<Presenting, "path" | "effects" | "settings">,
): Promise<Answer> {
  const now = effects.now();
  const user = knownUser(await soon(owner));
  const who: [string, string][] =
    user === undefined ? [] : [["Signed in as", `${user.displayName ?? user.userName} (${user.userName})`]];
  const refresh = credential.refreshToken === undefined ? "none was issued" : refreshTokenLife(settings, now);
  return {
    title: "You are logged in",
    message: "The tokens are written. The terminal says which of them goes where in the connector's form.",
    rows: [
      ...who,
      ["Instance", credential.instanceUrl],
      ["Written to", path ?? "the standard output of the command"],
      ["Access token", accessTokenLife(credential, now)],
      ["Refresh token", refresh],
    ],
  };
}

async function soon<Value>(value: Promise<Value>): Promise<Value | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, patience, undefined);
  try {
    return await Promise.race([value, promise]);
  } finally {
    clearTimeout(timer);
  }
}
