import type { AccessToken } from "@nowtoken/core";
import { configInvalid } from "../failures/config-invalid.ts";

const formats = {
  raw: ({ accessToken }: AccessToken) => accessToken,
  header: ({ accessToken }: AccessToken) => `Authorization: Bearer ${accessToken}`,
  // A line of curl's own configuration, for `curl --config -`: as an argument of curl the token would show in process lists.
  curl: ({ accessToken }: AccessToken) =>
    `header = "Authorization: Bearer ${accessToken.replace(/["\\]/gu, String.raw`\$&`)}"`,
  env: ({ accessToken }: AccessToken) => `SERVICENOW_ACCESS_TOKEN=${quote(accessToken)}`,
  json: ({ accessToken, instanceUrl, expiresAt }: AccessToken) =>
    JSON.stringify({
      accessToken,
      tokenType: "Bearer",
      instanceUrl,
      expiresAt: expiresAt?.toISOString() ?? null,
    }),
  // The shape of the AWS tools' credential_process, with a bearer token in it.
  "credential-process": ({ accessToken, instanceUrl, expiresAt }: AccessToken) =>
    JSON.stringify({
      Version: 1,
      AccessToken: accessToken,
      TokenType: "Bearer",
      InstanceUrl: instanceUrl,
      ...(expiresAt && { Expiration: expiresAt.toISOString() }),
    }),
} satisfies Record<string, (token: AccessToken) => string>;

export type TokenFormat = keyof typeof formats;

export const tokenFormats = Object.keys(formats);

/** Throws CONFIG_INVALID. */
export function parseTokenFormat(text: string): TokenFormat {
  if (Object.hasOwn(formats, text)) return text as TokenFormat;
  throw configInvalid(`--format must be one of ${tokenFormats.join(", ")}`);
}

/** One line, without its end. */
export function formatToken(token: AccessToken, format: TokenFormat): string {
  return formats[format](token);
}

/** For a shell and for readers of dotenv files; tokens hold no white space and no control character. */
function quote(value: string): string {
  if (/^[\w.:/@%+,=-]*$/u.test(value)) return value;
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
