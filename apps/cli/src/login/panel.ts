import type { Credential, CurrentUser, Settings } from "@nowtoken/core";
import { styleFor } from "../terminal/style.ts";

export interface PanelContent {
  readonly settings: Settings;
  readonly credential: Credential;
  /** The credential file; undefined when the credential went to standard output. */
  readonly path: string | undefined;
  readonly user: CurrentUser | undefined;
  readonly now: Date;
}

/** What the connector's form wants, in its order, where each value is, when each dies, and whose tokens they are. */
export function formatPanel({ settings, credential, path, user, now }: PanelContent): string {
  const style = styleFor(process.stdout);
  const where = path === undefined ? "above" : "in the file";
  const rows: [string, string][] = [
    ["Client ID", credential.clientId],
    [
      "Client secret",
      settings.clientSecret === undefined ? "none: a public client" : "the one that you gave",
    ],
    ["Access token", `${where}; ${accessTokenLife(credential, now)}`],
    [
      "Refresh token",
      credential.refreshToken === undefined ? "none was issued" : `${where}; ${refreshTokenLife(now)}`,
    ],
  ];
  const who =
    user === undefined ? [] : [`Signed in as ${user.displayName ?? user.userName} (${user.userName}).`];
  const saved = path === undefined ? [] : [`Written to ${path} (only you can read it).`];
  return style.panel("For the connector's form", rows, [...saved, ...who]);
}

// An instance's default (t_CreateEndpointforExternalClients.md); the record may say otherwise, the token does not.
const defaultLifespanMs = 8_640_000_000;

export function refreshTokenLife(now: Date): string {
  const day = new Date(now.getTime() + defaultLifespanMs).toISOString().slice(0, 10);
  return `dies on ${day} when the record has the default of 100 days; refreshing does not move that day, a new login does`;
}

export function accessTokenLife({ expiresAt }: Credential, now: Date): string {
  if (expiresAt === undefined) return "the instance did not say when it dies";
  const minutes = Math.round((expiresAt.getTime() - now.getTime()) / 60_000);
  const time = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return `dies in ${time}: that is fine, the connector renews it`;
}
