import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";

/** As oclif shows the environment names of its own flags; ours are read as a layer of their own. */
export const text = (environment: string, description: string, helpValue: string) =>
  Flags.string({ description: `[env: ${environment}] ${description}`, helpValue, helpGroup: "SETTINGS" });
const boolean = (environment: string, description: string) =>
  Flags.boolean({ description: `[env: ${environment}] ${description}`, helpGroup: "SETTINGS" });

/** Which login is meant. */
export const profileFlag = {
  profile: Flags.string({
    description: "[env: NOWTOKEN_PROFILE] name of the login; default: the chosen one, else default",
    char: "p",
    helpValue: "NAME",
    helpGroup: "SETTINGS",
  }),
};

/** The flags that every command of a login understands. */
export const settingsFlags = {
  "instance-url": text(
    "NOWTOKEN_INSTANCE_URL",
    "the instance's address, when it is not NAME.service-now.com",
    "URL",
  ),
  instance: text("NOWTOKEN_INSTANCE", "the instance: its name, its host, or an address of it", "NAME"),
  "client-id": text("NOWTOKEN_CLIENT_ID", "client id of the OAuth record", "ID"),
  "client-secret-stdin": boolean(
    "NOWTOKEN_CLIENT_SECRET_STDIN",
    "read the client secret from standard input (or set NOWTOKEN_CLIENT_SECRET)",
  ),
  "client-secret-file": text("NOWTOKEN_CLIENT_SECRET_FILE", "read the client secret from a file", "FILE"),
  "client-auth": text(
    "NOWTOKEN_CLIENT_AUTH",
    "body, or basic (ServiceNow does not document basic)",
    "body|basic",
  ),
  "redirect-uri": text(
    "NOWTOKEN_REDIRECT_URI",
    "exactly as in the record; default: INSTANCE/oauth_redirect.do",
    "URI",
  ),
  scope: Flags.string({
    description: "[env: NOWTOKEN_SCOPE] scope to ask for, repeatable; default: the guide's five",
    helpValue: "NAME",
    helpGroup: "SETTINGS",
    multiple: true,
    multipleNonGreedy: true,
  }),
  "no-scope": boolean("NOWTOKEN_NO_SCOPE", "ask for no scope at all"),
  config: text("NOWTOKEN_CONFIG", "settings file: JSON, .env or the guide's Python template", "FILE"),
  timeout: text("NOWTOKEN_TIMEOUT", "one request's deadline in seconds; default: 30", "SECONDS"),
  "ca-file": text(
    "NOWTOKEN_CA_FILE",
    "certificate authorities to trust besides the system's, as PEM",
    "FILE",
  ),
  ...profileFlag,
  "refresh-lifespan": text(
    "NOWTOKEN_REFRESH_LIFESPAN",
    "Refresh Token Lifespan of the record, in seconds or as 365d; default: the instance's own, 100 days",
    "TIME",
  ),
  store: text(
    "NOWTOKEN_STORE",
    "where the key to kept secrets is: with file, whoever reads your files reads them; default: keychain",
    "keychain|file|none",
  ),
  "no-save": boolean("NOWTOKEN_NO_SAVE", "do not keep the login; the same as --store none"),
};

/** The flags of a command that writes the credential file. */
export const outputFlags = {
  out: text("NOWTOKEN_OUT", "credential file, - for standard output; default: on the Desktop", "FILE"),
  format: text("NOWTOKEN_FORMAT", "of the credential file; default: text", "text|json|env"),
};

/** The flags of a command that waits for the person. */
export const waitFlags = {
  wait: text("NOWTOKEN_WAIT", "how long to wait for the person, e.g. 90s; default: 5m", "TIME"),
};

export const instanceArgument = {
  instance: Args.string({ description: "the same as --instance", ignoreStdin: true }),
};

/** The flags of a command that begins a login. */
export const requestFlags = {
  "force-consent": Flags.boolean({
    description:
      "send approval_prompt=force, so that a pending code is forgotten (ServiceNow does not document it)",
    helpGroup: "LOGIN",
    env: "NOWTOKEN_FORCE_CONSENT",
  }),
};

/** The flag of a command that asks whose the new tokens are. */
export const verifyFlag = {
  "no-verify": Flags.boolean({
    description: "do not ask the instance whose tokens they are",
    helpGroup: "LOGIN",
    env: "NOWTOKEN_NO_VERIFY",
  }),
};

/** The flags of a command that goes through a whole login. */
export const browserFlags = {
  mode: Flags.string({
    description:
      "how the redirect comes back: by itself to this machine (loopback), or copied by you (paste); auto decides by the redirect URI",
    helpValue: "auto|loopback|paste",
    helpGroup: "LOGIN",
    env: "NOWTOKEN_MODE",
    default: "auto",
  }),
  "no-open": Flags.boolean({
    description: "do not open the browser",
    helpGroup: "LOGIN",
    env: "NOWTOKEN_NO_OPEN",
  }),
  ...verifyFlag,
};
