import type { Credential } from "../credential.ts";
import { AuthError } from "../errors.ts";
import { isPrintable, quoteForDotenv } from "./safe-value.ts";

export type CredentialFormat = "text" | "json" | "env";

const writers = { text: formatText, json: formatJson, env: formatEnv };
const labels = {
  instanceUrl: "instance URL",
  clientId: "client id",
  scopes: "scopes",
  authorizationCode: "authorization code",
  accessToken: "access token",
  refreshToken: "refresh token",
} as const;
/** What each format writes: a value that it leaves out cannot harm it. */
const written: Record<CredentialFormat, readonly (keyof typeof labels)[]> = {
  text: ["authorizationCode", "accessToken", "refreshToken"],
  json: ["instanceUrl", "clientId", "scopes", "authorizationCode", "accessToken", "refreshToken"],
  env: ["instanceUrl", "clientId", "accessToken", "refreshToken"],
};

/**
 * Renders a credential as the guide's text, as JSON, or as a dotenv file; each line ends with one LF.
 *
 * `path` only names the file in an error. Throws CREDENTIAL_FILE_UNWRITABLE when a value that the format writes holds a control
 * character, or cannot be quoted in a dotenv file.
 */
export function formatCredential(credential: Credential, format: CredentialFormat, path = "-"): string {
  for (const name of written[format]) {
    if (![credential[name] ?? []].flat().some((value) => !isPrintable(value))) continue;
    const label = labels[name];
    const message = `the ${label} must not hold control characters`;
    throw new AuthError("CREDENTIAL_FILE_UNWRITABLE", message, { path, reason: "control-character", label });
  }
  return writers[format](credential, path);
}

const notIssued = "(not issued)";

function formatText({ authorizationCode, accessToken, refreshToken = notIssued }: Credential): string {
  return `Auth code: ${authorizationCode || notIssued}\nAccess token: ${accessToken}\nRefresh token: ${refreshToken}\n`;
}

function formatJson(credential: Credential): string {
  const { instanceUrl, clientId, scopes, authorizationCode, accessToken, refreshToken, expiresAt } =
    credential;
  const members = {
    version: 1,
    instanceUrl,
    clientId,
    scopes,
    authorizationCode,
    accessToken,
    refreshToken: refreshToken ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
  return `${JSON.stringify(members, null, 2)}\n`;
}

function formatEnv(credential: Credential, path: string): string {
  const variables = {
    SERVICENOW_INSTANCE_URL: credential.instanceUrl,
    SERVICENOW_CLIENT_ID: credential.clientId,
    SERVICENOW_ACCESS_TOKEN: credential.accessToken,
    SERVICENOW_REFRESH_TOKEN: credential.refreshToken,
    SERVICENOW_EXPIRES_AT: credential.expiresAt?.toISOString(),
  };
  let text = "";
  for (const [label, value] of Object.entries(variables)) {
    if (value === undefined) continue;
    const quoted = quoteForDotenv(value);
    if (quoted === undefined) {
      const message = `${label} must be quotable in a dotenv file`;
      throw new AuthError("CREDENTIAL_FILE_UNWRITABLE", message, { path, reason: "unquotable", label });
    }
    text += `${label}=${quoted}\n`;
  }
  return text;
}
