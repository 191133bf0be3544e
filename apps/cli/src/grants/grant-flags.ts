import { resolve } from "node:path";
import type { JwtKeyFile } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { configInvalid } from "../failures/config-invalid.ts";
import { oneOf } from "../settings/one-of.ts";
import { readStdinLine } from "../settings/stdin-line.ts";
import { type Grant, grantTypes } from "./grant.ts";

const algorithms = ["RS256", "ES256", "HS256"] as const;

const text = (environment: string, description: string, helpValue: string) =>
  Flags.string({ description, helpValue, helpGroup: "GRANT", env: environment });

/** How a login gets its tokens. */
export const grantFlags = {
  grant: text(
    "NOWTOKEN_GRANT",
    `how tokens are got: ${grantTypes.join(", ")}; all but the first, the default, need no browser`,
    "TYPE",
  ),
  "jwt-key-file": text(
    "NOWTOKEN_JWT_KEY_FILE",
    "with jwt-bearer: private key in PEM, or with HS256 the shared secret",
    "FILE",
  ),
  "jwt-subject": text(
    "NOWTOKEN_JWT_SUBJECT",
    "with jwt-bearer: the user (what the record calls its subject)",
    "USER",
  ),
  "jwt-key-id": text(
    "NOWTOKEN_JWT_KEY_ID",
    "with jwt-bearer: which of the record's verifier maps has the certificate",
    "ID",
  ),
  "jwt-algorithm": text(
    "NOWTOKEN_JWT_ALGORITHM",
    "with jwt-bearer: default is what the private key is for",
    algorithms.join("|"),
  ),
  "user-name": text("NOWTOKEN_USER_NAME", "with password: whose", "NAME"),
  "password-stdin": Flags.boolean({
    description: "with password: read it from standard input instead of a prompt",
    helpGroup: "GRANT",
    env: "NOWTOKEN_PASSWORD_STDIN",
  }),
};

export interface GrantFlags {
  readonly "jwt-key-file"?: string | undefined;
  readonly "jwt-subject"?: string | undefined;
  readonly "jwt-key-id"?: string | undefined;
  readonly "jwt-algorithm"?: string | undefined;
  readonly "user-name"?: string | undefined;
  readonly "password-stdin": boolean;
}

export interface GrantSurroundings {
  /** What a profile of this client holds of an earlier login of the kind. */
  readonly kept: Partial<JwtKeyFile> | undefined;
  readonly host: string;
  /** Whether there is a person to ask. */
  readonly interactive: boolean;
  readonly signal: AbortSignal;
}

/** What a grant needs, from flags, profile and person. Throws CONFIG_INVALID. */
export async function readGrant(
  type: Grant["type"],
  flags: GrantFlags,
  surroundings: GrantSurroundings,
): Promise<Grant> {
  if (type === "jwt-bearer") return { type, jwt: readJwt(flags, surroundings) };
  if (type === "password") return { type, passwordLogin: await readPassword(flags, surroundings) };
  return { type };
}

function readJwt(flags: GrantFlags, { kept }: GrantSurroundings): JwtKeyFile {
  const given = {
    keyFile: flags["jwt-key-file"] === undefined ? undefined : resolve(flags["jwt-key-file"]),
    subject: flags["jwt-subject"],
    keyId: flags["jwt-key-id"],
    algorithm: oneOf("--jwt-algorithm", flags["jwt-algorithm"], algorithms),
  };
  const { keyFile = kept?.keyFile, subject = kept?.subject } = given;
  if (keyFile === undefined || subject === undefined)
    throw configInvalid("--grant jwt-bearer needs --jwt-key-file and --jwt-subject");
  const { keyId = kept?.keyId, algorithm = kept?.algorithm } = given;
  return {
    keyFile,
    subject,
    ...(keyId !== undefined && { keyId }),
    ...(algorithm !== undefined && { algorithm }),
  };
}

async function readPassword(
  flags: GrantFlags,
  { host, interactive, signal }: GrantSurroundings,
): Promise<{ userName: string; password: string }> {
  const { "user-name": userName, "password-stdin": fromStdin } = flags;
  if (userName !== undefined && fromStdin)
    return { userName, password: await readStdinLine("--password-stdin", signal) };
  if (!interactive || fromStdin)
    throw configInvalid("--grant password needs --user-name, and the password with --password-stdin");
  const { askForUser } = await import("../terminal/ask-for-user.ts");
  return askForUser({ label: "User name", hint: `A local user of ${host}.`, known: userName, signal });
}
