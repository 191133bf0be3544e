import type { Credential } from "../credential.ts";
import { AuthError } from "../errors.ts";

export type CredentialFormat = "text" | "json" | "env";

const writers = { text: formatText, json: formatJson, env: formatEnv };
// Control characters, lone surrogates, and the line separators U+2028 and U+2029: any of them could forge a line.
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * Renders a credential as the guide's text, as JSON, or as a dotenv file; each line ends with one LF.
 *
 * `path` only names the file in an error. Throws CREDENTIAL_FILE_UNWRITABLE when a value holds a control character, or
 * cannot be quoted in a dotenv file.
 */
export function formatCredential(credential: Credential, format: CredentialFormat, path = "-"): string {
  const { instanceUrl, clientId, scopes, authorizationCode, accessToken, refreshToken = "" } = credential;
  const values = {
    "instance URL": instanceUrl,
    "client id": clientId,
    scopes: scopes.join(" "),
    "authorization code": authorizationCode,
    "access token": accessToken,
    "refresh token": refreshToken,
  };
  for (const [label, value] of Object.entries(values)) {
    if (!unprintable.test(value)) continue;
    const message = `the ${label} must not hold control characters`;
    throw new AuthError("CREDENTIAL_FILE_UNWRITABLE", message, { path, reason: "control-character", label });
  }
  return writers[format](credential, path);
}

function formatText({ authorizationCode, accessToken, refreshToken = "(not issued)" }: Credential): string {
  return `Auth code: ${authorizationCode}\nAccess token: ${accessToken}\nRefresh token: ${refreshToken}\n`;
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
    const quoted = quote(value);
    if (quoted === undefined) {
      const message = `${label} must be quotable in a dotenv file`;
      throw new AuthError("CREDENTIAL_FILE_UNWRITABLE", message, { path, reason: "unquotable", label });
    }
    text += `${label}=${quoted}\n`;
  }
  return text;
}

/** What parseEnv of node:util and the dotenv package read back as `value`; so does a shell, but for the last two. */
function quote(value: string): string | undefined {
  if (/^[\w.:/@%+,=-]*$/.test(value)) return value;
  // No kind of quote has an escape that all readers know, and a backslash at the end would swallow the closing quote.
  if (/^[^']*[^'\\]$/.test(value)) return `'${value}'`;
  if (/^[^"\\$`]+$/.test(value)) return `"${value}"`;
  if (/^[^`]*[^`\\]$/.test(value)) return `\`${value}\``;
  return /^[^\s'"`#](?:[^#]*[^\s#])?$/.test(value) ? value : undefined;
}
