import { hash } from "node:crypto";
import { readdir, readFile, rename, stat, truncate, unlink } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import type { AuthorizationRequest, LoginSettings } from "./authorization-request.ts";
import { writePrivateFile } from "./credential-file/private-file.ts";
import { AuthError, type AuthErrorDetails } from "./errors.ts";

/** How long a login may wait for its redirect, in milliseconds. */
const pendingLifetimeMs = 10 * 60_000;

// For a day afterwards a login that ended can still be told from one that never was.
const tombstoneLifetimeMs = 24 * 60 * 60_000;

const pendingSchema = z.object({
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  instanceUrl: z.url(),
  clientId: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  state: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  codeVerifier: z.string().check(z.regex(/^[A-Za-z0-9._~-]{43,128}$/)),
  profile: z.optional(z.string()),
});

type StoredLogin = z.infer<typeof pendingSchema>;

/** A login that another process began. */
export interface PendingLogin {
  /** When its authorization URL was made: its code is no older. */
  readonly createdAt: Date;
  readonly settings: LoginSettings;
  readonly request: AuthorizationRequest;
  /** The profile that was named when it began. */
  readonly profile: string | undefined;
  /** Uses the login up; throws LOGIN_NOT_PENDING when another process was faster. */
  use(): Promise<void>;
  /** Takes `use` back, for a token request that never left. */
  restore(): Promise<void>;
}

/** What is kept of a login until its redirect comes. */
interface LoginToWait {
  readonly settings: LoginSettings;
  readonly request: AuthorizationRequest;
  readonly now: Date;
  readonly profile?: string | undefined;
}

/** Keeps a login for another process to finish: 0600, ten minutes, once. Throws STORE_UNUSABLE. */
export async function savePendingLogin(
  stateFolder: string,
  { settings, request, now, profile }: LoginToWait,
): Promise<void> {
  const stored: StoredLogin = {
    version: 1,
    createdAt: now.toISOString(),
    instanceUrl: settings.instanceUrl,
    clientId: settings.clientId,
    redirectUri: settings.redirectUri,
    scopes: [...settings.scopes],
    ...request.secrets,
    ...(profile !== undefined && { profile }),
  };
  const folder = join(stateFolder, "pending");
  await sweep(folder, now);
  await write(paths(folder, stored.state).pending, stored);
}

/** Finds the login that a redirect's `state` belongs to. Throws LOGIN_NOT_PENDING, STORE_UNUSABLE. */
export async function findPendingLogin(stateFolder: string, state: string, now: Date): Promise<PendingLogin> {
  const folder = join(stateFolder, "pending");
  const { pending, used, expired } = paths(folder, state);
  const text = await read(pending);
  if (text === undefined) {
    if ((await read(used)) !== undefined) throw notPending("used");
    throw notPending((await read(expired)) === undefined ? "unknown" : "expired");
  }
  const stored = parse(text, pending);
  if (now.getTime() - Date.parse(stored.createdAt) > pendingLifetimeMs) {
    await bury(pending, expired);
    throw notPending("expired");
  }
  const { instanceUrl, clientId, redirectUri, scopes, codeVerifier } = stored;
  return {
    createdAt: new Date(stored.createdAt),
    settings: { instanceUrl, clientId, redirectUri, scopes },
    profile: stored.profile,
    request: { url: "", instanceUrl, redirectUri, secrets: { state: stored.state, codeVerifier } },
    use: async () => {
      if (!(await bury(pending, used))) throw notPending("used");
    },
    restore: async () => {
      await write(pending, stored);
      await unlink(used).catch(() => undefined);
    },
  };
}

/** The file's name is a hash, so that a `state` from outside never becomes a path. */
function paths(folder: string, state: string): Record<"pending" | "used" | "expired", string> {
  const name = join(folder, hash("sha256", state).slice(0, 32));
  return { pending: `${name}.json`, used: `${name}.used`, expired: `${name}.expired` };
}

/** Renaming is atomic: of two processes one wins. What stays behind holds no secret. */
async function bury(pending: string, tombstone: string): Promise<boolean> {
  try {
    await rename(pending, tombstone);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    throw unusable(pending, error);
  }
  await truncate(tombstone);
  return true;
}

async function sweep(folder: string, now: Date): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.map((name) => clearAway(join(folder, name), now)));
}

async function clearAway(path: string, now: Date): Promise<void> {
  const { mtimeMs } = (await stat(path).catch(() => undefined)) ?? { mtimeMs: now.getTime() };
  const age = now.getTime() - mtimeMs;
  if (age > tombstoneLifetimeMs) await unlink(path).catch(() => undefined);
  else if (age > pendingLifetimeMs && path.endsWith(".json"))
    await bury(path, path.replace(/json$/, "expired"));
}

async function write(path: string, stored: StoredLogin): Promise<void> {
  try {
    await writePrivateFile(path, `${JSON.stringify(stored)}\n`);
  } catch (error) {
    throw unusable(path, error);
  }
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw unusable(path, error);
  }
}

function parse(text: string, path: string): StoredLogin {
  try {
    return pendingSchema.parse(JSON.parse(text));
  } catch {
    throw new AuthError("STORE_UNUSABLE", "the pending login cannot be read", { path });
  }
}

const systemCode = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

function unusable(path: string, error: unknown): AuthError<"STORE_UNUSABLE"> {
  const code = systemCode(error);
  return new AuthError("STORE_UNUSABLE", "the state folder cannot be used", {
    path,
    ...(code !== undefined && { systemCode: code }),
  });
}

function notPending(reason: AuthErrorDetails["LOGIN_NOT_PENDING"]["reason"]): AuthError<"LOGIN_NOT_PENDING"> {
  return new AuthError("LOGIN_NOT_PENDING", "expected a login that waits for its redirect", { reason });
}
