import { describeSpan } from "@nowtoken/core";
import { refreshTokenLife } from "../login/panel.ts";
import type { PanelRow } from "../terminal/layout.ts";
import { styleFor } from "../terminal/style.ts";
import type { GrantedLogin, GrantLogin } from "./login-by-grant.ts";

type Presented = Pick<GrantLogin, "grant" | "settings" | "effects" | "file">;

/** What a login without a browser brought, as a panel. */
export function formatGranted(granted: GrantedLogin, login: Presented): string {
  const { credential, saved } = granted;
  const { grant, file } = login;
  const kept = saved?.profile.name;
  const option = kept === undefined || kept === "default" ? "" : ` --profile ${kept}`;
  const alone = grant.type === "password" ? "" : ", and asks for the next one by itself";
  const notes = [
    ...(file === undefined ? [] : [`Written to ${file.path}.`]),
    ...(kept === undefined
      ? []
      : [`Kept as the profile ${kept}: \`nowtoken token${option}\` prints an access token${alone}.`]),
  ];
  const rows: PanelRow[] = [
    ["Instance", credential.instanceUrl],
    ["Client ID", credential.clientId],
    ...describeUser(granted),
    ...describeTokens(granted, login),
  ];
  return styleFor(process.stdout).panel(`Logged in by ${grant.type}`, rows, notes);
}

function describeUser({ user }: GrantedLogin): PanelRow[] {
  return user === undefined ? [] : [["Acts as", `${user.displayName ?? user.userName} (${user.userName})`]];
}

function describeTokens({ credential }: GrantedLogin, { settings, effects }: Presented): PanelRow[] {
  const { expiresAt, refreshToken } = credential;
  const now = effects.now();
  const left = expiresAt && describeSpan((expiresAt.getTime() - now.getTime()) / 1000);
  return [
    ["Access token", left === undefined ? "the instance did not say when it dies" : `dies in ${left}`],
    ...(refreshToken === undefined
      ? []
      : [["Refresh token", refreshTokenLife(settings, now)] satisfies PanelRow]),
  ];
}

export function grantedToJson({ credential, user, saved }: GrantedLogin, { grant, file }: Presented): object {
  const { instanceUrl, clientId, scopes, expiresAt, refreshToken } = credential;
  return {
    grant: grant.type,
    instanceUrl,
    clientId,
    scopes,
    expiresAt: expiresAt?.toISOString() ?? null,
    refreshTokenIssued: refreshToken !== undefined,
    user: user?.userName ?? null,
    profile: saved?.profile.name ?? null,
    file: file?.path ?? null,
  };
}
