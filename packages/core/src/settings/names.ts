import type { SettingKey } from "./fields.ts";

/** What one setting is called, and where. */
export interface SettingNames {
  readonly key: SettingKey;
  /** What people call it. */
  readonly label: string;
  /** The flag, or flags, of the command line. */
  readonly flag: string;
  readonly environment: string;
  /** Its name in the guide's template; files of every kind may use it. */
  readonly guideName?: string;
  /** Further names in a file. */
  readonly aliases?: readonly string[];
  /** One line for help texts and the JSON Schema. */
  readonly description: string;
}

/** Every setting that a flag, the environment or a settings file gives, under all its names. */
export const settingNames: readonly SettingNames[] = [
  {
    key: "instance",
    label: "instance",
    flag: "--instance",
    environment: "NOWTOKEN_INSTANCE",
    guideName: "instance",
    description: "The instance: its name (dev12345), its host, or an address copied from the browser.",
  },
  {
    key: "instanceUrl",
    label: "instance URL",
    flag: "--instance-url",
    environment: "NOWTOKEN_INSTANCE_URL",
    guideName: "token_url",
    description: "The instance's address, with or without /oauth_token.do. Default: from the instance.",
  },
  {
    key: "clientId",
    label: "client id",
    flag: "--client-id",
    environment: "NOWTOKEN_CLIENT_ID",
    guideName: "client_id",
    description: "Client ID of the OAuth record.",
  },
  {
    key: "clientSecret",
    label: "client secret",
    flag: "--client-secret-stdin, --client-secret-file",
    environment: "NOWTOKEN_CLIENT_SECRET",
    guideName: "client_secret",
    description: "Client Secret of the OAuth record; a public client has none.",
  },
  {
    key: "clientAuth",
    label: "client authentication",
    flag: "--client-auth",
    environment: "NOWTOKEN_CLIENT_AUTH",
    description: "How the client authenticates. ServiceNow does not document basic. Default: body.",
  },
  {
    key: "redirectUri",
    label: "redirect URI",
    flag: "--redirect-uri",
    environment: "NOWTOKEN_REDIRECT_URI",
    guideName: "redirect_uri",
    description: "Redirect URL exactly as in the OAuth record. Default: INSTANCE/oauth_redirect.do.",
  },
  {
    key: "scopes",
    label: "scopes",
    flag: "--scope, --no-scope",
    environment: "NOWTOKEN_SCOPE",
    aliases: ["scope"],
    description:
      "Scopes, a list or separated by spaces; an empty list asks for none. Default: the guide's five.",
  },
  {
    key: "out",
    label: "credential file",
    flag: "--out",
    environment: "NOWTOKEN_OUT",
    description:
      "Credential file, - for standard output. Default: servicenow_credentials.txt on the Desktop.",
  },
  {
    key: "format",
    label: "format",
    flag: "--format",
    environment: "NOWTOKEN_FORMAT",
    description: "Format of the credential file. Default: text.",
  },
  {
    key: "timeout",
    label: "timeout",
    flag: "--timeout",
    environment: "NOWTOKEN_TIMEOUT",
    description: "One request's deadline in seconds. Default: 30.",
  },
  {
    key: "wait",
    label: "wait",
    flag: "--wait",
    environment: "NOWTOKEN_WAIT",
    description: "How long to wait for the person: a number with ms, s, m, h or d. Default: 5m.",
  },
  {
    key: "caFile",
    label: "certificate authority file",
    flag: "--ca-file",
    environment: "NOWTOKEN_CA_FILE",
    description: "PEM file of certificate authorities to trust besides the system's.",
  },
  {
    key: "profile",
    label: "profile",
    flag: "--profile",
    environment: "NOWTOKEN_PROFILE",
    description: "Name under which the login is kept. Default: default.",
  },
  {
    key: "refreshLifespan",
    label: "refresh token lifespan",
    flag: "--refresh-lifespan",
    environment: "NOWTOKEN_REFRESH_LIFESPAN",
    description:
      "Refresh Token Lifespan of the OAuth record, in seconds or with a unit (365d): tells the day the refresh token dies. Default: the instance's own, 100 days.",
  },
  {
    key: "store",
    label: "store",
    flag: "--store, --no-save",
    environment: "NOWTOKEN_STORE",
    description: "Where secrets are kept. Default: keychain.",
  },
];

/** The names that a setting may have in JSON and in the guide's template. */
export function fileNames({ key, guideName, aliases = [] }: SettingNames): string[] {
  return [...new Set([key, guideName ?? key, ...aliases])];
}
