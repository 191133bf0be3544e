import { join } from "node:path";
import {
  describeSpan,
  type Profile,
  type ProfileLogin,
  profileStatus,
  refreshDeath,
  staleHoldersOf,
} from "@nowtoken/core";
import type { PanelRow } from "../terminal/layout.ts";
import { dayOf } from "./time-words.ts";

/** Where a profile is kept. */
export interface ProfilePlaces {
  readonly stateFolder: string;
  readonly path: string;
}

/** All that a profile holds but its secrets, as labelled values. */
export function describeProfile(
  profile: Profile,
  { stateFolder, path }: ProfilePlaces,
  now: Date,
): PanelRow[] {
  const { settings, login, handedOver } = profile;
  const stale = staleHoldersOf(profile);
  return [
    ["Instance", settings.instanceUrl],
    ["Client ID", settings.clientId],
    ...(settings.clientAuth === "basic" ? [["Client authentication", "basic"] as const] : []),
    ["Redirect URI", settings.redirectUri],
    ["Scopes asked for", settings.scopes.join(" ") || "none"],
    ...(login === undefined ? [["Tokens", "none: not logged in"] as const] : describeLogin(login)),
    ...(login === undefined ? [] : describeTokens(profile, login, now)),
    ...handedOver.map(({ to, at }) => {
      const isStale = stale.includes(to) ? "; has an earlier token" : "";
      return ["Handed over to", `${to}, on ${dayOf(at)}${isStale}`] as const;
    }),
    ["Secrets", `in the file, encrypted; the key is ${keyPlaces[profile.sealed.key](stateFolder)}`],
    ["File", path],
  ];
}

const grants: Record<ProfileLogin["grant"], string> = {
  "authorization-code": "a login in the browser",
  "client-credentials": "client credentials, without a person",
  "jwt-bearer": "a signed JWT, without a person",
  password: "a user name and password",
  import: "an import",
};

const keyPlaces: Record<Profile["sealed"]["key"], (stateFolder: string) => string> = {
  keychain: () => "in the keychain",
  file: (stateFolder) => `in ${join(stateFolder, "vault.key")}`,
  environment: () => "in NOWTOKEN_VAULT_KEY",
};

function describeLogin({ user, grant, scopes, consentAt }: ProfileLogin): PanelRow[] {
  const name = user?.displayName === undefined ? user?.userName : `${user.displayName} (${user.userName})`;
  return [
    ["Scopes granted", scopes.join(" ") || "not told"],
    ["User", name ?? "unknown; `nowtoken status --check` finds out"],
    ["Tokens got by", `${grants[grant]}, on ${dayOf(consentAt)}`],
  ];
}

function describeTokens(profile: Profile, login: ProfileLogin, now: Date): PanelRow[] {
  const { accessSecondsLeft: left } = profileStatus(profile, now, 0);
  const access =
    left === undefined
      ? "nobody knows when it dies"
      : left > 0
        ? `dies in ${describeSpan(left)}`
        : "has died";
  return [
    ["Access token", access],
    ["Refresh token", describeRefreshToken(login, now)],
    ...(login.answerLostAt === undefined
      ? []
      : [
          [
            "Answer lost",
            `on ${dayOf(login.answerLostAt)}: the instance may have issued another refresh token`,
          ] as const,
        ]),
  ];
}

const lifespanSources: Record<ProfileLogin["refreshLifespanSource"], string> = {
  settings: "by the lifespan that you gave",
  record: "by the lifespan of the OAuth record",
  assumed: "if the OAuth record has the default lifespan of 100 days",
};

function describeRefreshToken(login: ProfileLogin, now: Date): string {
  const death = refreshDeath(login);
  if (death === undefined) return "none was issued";
  const fingerprint = `fingerprint ${login.refreshFingerprint}`;
  if (login.refusedAt !== undefined)
    return `refused by the instance on ${dayOf(login.refusedAt)}; ${fingerprint}`;
  const verb =
    death > now
      ? `dies on ${dayOf(death)}, in ${describeSpan((death.getTime() - now.getTime()) / 1000)},`
      : `died on ${dayOf(death)},`;
  return `${verb} ${lifespanSources[login.refreshLifespanSource]}; ${fingerprint}`;
}
