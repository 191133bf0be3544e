import { existsSync } from "node:fs";
import { AuthError, isAuthError } from "../errors.ts";
import type { HeldProfile, OpenProfile } from "../store/held-profile.ts";
import type { ProfileLogin } from "../store/profile.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import type { KeptLogin } from "./kept-login.ts";
import { rescueTokens } from "./rescue-tokens.ts";
import type { LoginWriter, TokenChange, TokenKeeper } from "./token-keeper.ts";

/** Keeps a login in its profile. */
export function createProfileKeeper(store: ProfileStore, name: string): TokenKeeper {
  return {
    read: async () => toKept(await store.open(name)),
    exists: () => existsSync(store.pathOf(name)),
    hold: (action, signal) =>
      store.hold(
        name,
        async (held) => {
          const open = await held.open();
          return action({
            kept: toKept(open, held.abandonedAt),
            prepare: () => prepare(held, open, store.stateFolder),
          });
        },
        signal,
      ),
  };
}

async function prepare(
  held: HeldProfile,
  open: OpenProfile | undefined,
  stateFolder: string,
): Promise<LoginWriter> {
  const writer = await held.prepare();
  return {
    discard: writer.discard,
    async write(change: TokenChange) {
      if (open === undefined) return;
      const { settings, handedOver } = open.profile;
      try {
        await writer.write({ settings, handedOver, ...change });
      } catch (error) {
        throw await rescueRotated(error, { open, change, stateFolder });
      }
    },
  };
}

/** A refresh token that replaced the one in the profile exists nowhere else: it must not be lost with the write. */
async function rescueRotated(
  error: unknown,
  { open, change, stateFolder }: { open: OpenProfile; change: TokenChange; stateFolder: string },
): Promise<unknown> {
  if (!isAuthError(error, "STORE_UNUSABLE")) return error;
  if (change.secrets.refreshToken === open.secrets.refreshToken) return error;
  const rescuePath = await rescueTokens({ ...open.profile, ...change }, stateFolder);
  return new AuthError("STORE_UNUSABLE", error.message, {
    ...error.details,
    ...(rescuePath === undefined ? { rescueFailed: true } : { rescuePath }),
  });
}

function toKept(open: OpenProfile | undefined, abandonedAt?: Date): KeptLogin | undefined {
  if (open === undefined) return undefined;
  const { profile, secrets } = open;
  const { name, settings, login } = profile;
  return { name, settings, login: login && withLostAnswer(login, abandonedAt), secrets };
}

/** Whoever died with the lock may have asked for tokens, and the answer went to nobody. */
function withLostAnswer(login: ProfileLogin, abandonedAt: Date | undefined): ProfileLogin {
  if (abandonedAt === undefined || login.refreshFingerprint === null) return login;
  return { answerLostAt: abandonedAt, ...login };
}
