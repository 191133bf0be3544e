import { createTokenSource, type Effects, type ProfileStore, type TableAccess } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { configInvalid } from "../failures/config-invalid.ts";
import { readStdinLine } from "../settings/stdin-line.ts";
import { findProfile } from "../tokens/kept-login.ts";

/** Whose rights are used to look at the registry, or to change it. */
export const adminFlags = {
  "admin-profile": Flags.string({
    description: "use the token of another profile, an administrator's",
    helpValue: "NAME",
    helpGroup: "ADMINISTRATOR",
    env: "NOWTOKEN_ADMIN_PROFILE",
  }),
  "admin-token-stdin": Flags.boolean({
    description: "read an administrator's access token from standard input",
    helpGroup: "ADMINISTRATOR",
    env: "NOWTOKEN_ADMIN_TOKEN_STDIN",
  }),
  "admin-user": Flags.string({
    description: "user name of an administrator; the password is asked for, and kept nowhere",
    helpValue: "NAME",
    helpGroup: "ADMINISTRATOR",
    env: "NOWTOKEN_ADMIN_USER",
  }),
  "admin-password-stdin": Flags.boolean({
    description: "read that password from standard input",
    helpGroup: "ADMINISTRATOR",
    env: "NOWTOKEN_ADMIN_PASSWORD_STDIN",
  }),
};

export interface AdminFlags {
  readonly "admin-profile"?: string | undefined;
  readonly "admin-token-stdin": boolean;
  readonly "admin-user"?: string | undefined;
  readonly "admin-password-stdin": boolean;
}

interface Surroundings {
  readonly instanceUrl: string;
  readonly effects: Effects;
  readonly store: ProfileStore;
  /** Whether there is a person to ask. */
  readonly interactive: boolean;
  readonly signal: AbortSignal;
}

/** Whether standard input is the administrator's. Throws CONFIG_INVALID for flags that exclude each other. */
export function claimsStdin(flags: AdminFlags): boolean {
  const { "admin-profile": profile, "admin-user": user } = flags;
  const ways = [profile !== undefined, flags["admin-token-stdin"], user !== undefined];
  if (ways.filter(Boolean).length > 1) {
    throw configInvalid("--admin-profile, --admin-token-stdin and --admin-user exclude each other");
  }
  if (flags["admin-password-stdin"] && user === undefined) {
    throw configInvalid("--admin-password-stdin needs --admin-user");
  }
  return flags["admin-token-stdin"] || flags["admin-password-stdin"];
}

/** Whether somebody's rights were named. */
export const namesAdmin = (flags: AdminFlags): boolean =>
  flags["admin-profile"] !== undefined || flags["admin-user"] !== undefined || flags["admin-token-stdin"];

/** Throws CONFIG_INVALID where nobody's rights can be used, and there is nobody to ask. */
export function requireAdmin(flags: AdminFlags, interactive: boolean): void {
  const isComplete =
    flags["admin-profile"] !== undefined || flags["admin-token-stdin"] || flags["admin-password-stdin"];
  if (!isComplete && !interactive) throw configInvalid(nobodyToAsk);
}

/**
 * Whom the registry is reached as; a person is asked where the flags name nobody.
 *
 * Throws CONFIG_INVALID where there is nobody to ask, and what a token source throws.
 */
export async function readAdminAccess(flags: AdminFlags, surroundings: Surroundings): Promise<TableAccess> {
  const { instanceUrl, effects, store, signal, interactive } = surroundings;
  const { "admin-profile": profile, "admin-user": userName } = flags;
  requireAdmin(flags, interactive);
  if (profile !== undefined) {
    findProfile(store, { ...nothingElse, profile, instanceUrl });
    const source = createTokenSource({ profile, store, effects });
    return { instanceUrl, accessToken: (await source.getAccessToken({ signal })).accessToken };
  }
  if (flags["admin-token-stdin"]) {
    return { instanceUrl, accessToken: await readStdinLine("--admin-token-stdin", signal) };
  }
  if (flags["admin-password-stdin"] && userName !== undefined) {
    return { instanceUrl, userName, password: await readStdinLine("--admin-password-stdin", signal) };
  }
  const { askForAdmin } = await import("./ask-for-admin.ts");
  return { instanceUrl, ...(await askForAdmin(new URL(instanceUrl).host, userName, signal)) };
}

const nothingElse = { clientId: undefined, timeoutSeconds: undefined, caFile: undefined };

const nobodyToAsk =
  "an administrator must be named: --admin-profile NAME, --admin-token-stdin, or --admin-user NAME with --admin-password-stdin";
