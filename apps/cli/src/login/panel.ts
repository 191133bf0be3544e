import {
  type Credential,
  type CurrentUser,
  defaultRefreshLifespanSeconds,
  type FileWarning,
  type Profile,
  type Settings,
} from "@nowtoken/core";
import { styleFor } from "../terminal/style.ts";

export interface PanelContent {
  readonly settings: Settings;
  readonly credential: Credential;
  /** The credential file; undefined when the credential went to standard output. */
  readonly path: string | undefined;
  readonly warnings: readonly FileWarning[];
  readonly user: CurrentUser | undefined;
  /** The profile that keeps the login. */
  readonly profile: Profile | undefined;
  /** Where the client secret is, when it is not the person who has it. */
  readonly secretPlace?: string | undefined;
  readonly now: Date;
}

/** What the connector's form wants, in its order, where each value is, when each dies, and whose tokens they are. */
export function formatPanel(content: PanelContent): string {
  const { settings, credential, path, user, now } = content;
  const style = styleFor(process.stdout);
  const where = path === undefined ? "above" : "in the file";
  const rows: [string, string][] = [
    ["Client ID", credential.clientId],
    [
      "Client secret",
      settings.clientSecret === undefined
        ? "none: a public client"
        : (content.secretPlace ?? "the one that you gave"),
    ],
    ["Access token", `${where}; ${accessTokenLife(credential, now)}`],
    [
      "Refresh token",
      credential.refreshToken === undefined
        ? "none was issued"
        : `${where}; ${refreshTokenLife(settings, now)}`,
    ],
  ];
  const who =
    user === undefined ? [] : [`Signed in as ${user.displayName ?? user.userName} (${user.userName}).`];
  return style.panel("For the connector's form", rows, [...written(content), ...who, ...kept(content)]);
}

function written({ path, warnings }: PanelContent): string[] {
  if (path === undefined) return [];
  const isPrivate = !warnings.some(({ code }) => code === "file-is-readable");
  return [`Written to ${path}${isPrivate ? " (only you can read it)" : ""}.`];
}

function kept({ profile }: PanelContent): string[] {
  return profile === undefined ? [] : [`Kept as the profile ${profile.name}; see \`nowtoken status\`.`];
}

/** The day the refresh token dies, which the token itself does not tell. */
export function refreshTokenLife(
  { refreshLifespanSeconds }: Pick<Settings, "refreshLifespanSeconds">,
  now: Date,
): string {
  const lifespan = refreshLifespanSeconds ?? defaultRefreshLifespanSeconds;
  const day = new Date(now.getTime() + lifespan * 1000).toISOString().slice(0, 10);
  const assumed = refreshLifespanSeconds === undefined ? " when the record has the default of 100 days" : "";
  return `dies on ${day}${assumed}; refreshing does not move that day, a new login does`;
}

export function accessTokenLife({ expiresAt }: Credential, now: Date): string {
  if (expiresAt === undefined) return "the instance did not say when it dies";
  const minutes = Math.round((expiresAt.getTime() - now.getTime()) / 60_000);
  return `dies in ${inWords(minutes)}: that is fine, the connector renews it`;
}

function inWords(minutes: number): string {
  if (minutes < 1) return "less than a minute";
  if (minutes === 1) return "a minute";
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
