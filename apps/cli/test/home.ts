import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type PracticeOptions,
  type PracticeServer,
  startPracticeInstance,
  visitAsPerson,
} from "@nowtoken/simulator";
import { expect, vi } from "vitest";

// Tests run side by side, so what they leave is cleared away when all of a file have ended.
const leftovers: (() => Promise<unknown>)[] = [];

/** Clears away the homes and instances of a file's tests. */
export async function cleanUp(): Promise<void> {
  await Promise.all(leftovers.splice(0).map((clear) => clear()));
}

/** An empty home of one test, and what a command finds in its environment there. */
export interface Home {
  readonly folder: string;
  readonly file: string;
  readonly environment: NodeJS.ProcessEnv;
}

export async function makeHome(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), "nowtoken-home-"));
  // A command that runs in this process may still write there when it has called `process.exit`.
  leftovers.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const file = join(folder, "credentials.txt");
  // No test may reach the keychain of whoever runs it; one that keeps logins brings a key of its own.
  const environment = { HOME: folder, USERPROFILE: folder, NOWTOKEN_OUT: file, NOWTOKEN_STORE: "none" };
  return { folder, file, environment };
}

/** Where logins of one home are kept, without anybody's keychain. */
export function keepingEnvironment(home: Home): NodeJS.ProcessEnv {
  const { NOWTOKEN_STORE: _, ...environment } = home.environment;
  return { ...environment, NOWTOKEN_VAULT_KEY: "ab".repeat(32) };
}

/** A practice instance of one test, and the settings of a login there. */
export async function makeInstance(
  options: PracticeOptions = {},
): Promise<{ server: PracticeServer; settings: NodeJS.ProcessEnv }> {
  const server = await startPracticeInstance(options);
  leftovers.push(() => server.close());
  const { clientId, clientSecret } = server.instance.client;
  const settings = {
    NOWTOKEN_INSTANCE_URL: server.origin,
    NOWTOKEN_CLIENT_ID: clientId,
    NOWTOKEN_CLIENT_SECRET: clientSecret,
  };
  return { server, settings };
}

/** Clicks Allow, and comes back with the address that the browser ended on. The person needs no sockets. */
export async function allow({ instance }: PracticeServer, url: string): Promise<string> {
  const { userName, password } = instance.user;
  const visit = { url: url.trim(), userName, password, fetch: instance.request };
  return (await visitAsPerson(visit)).redirectedTo;
}

/** Waits until the instance has been asked for a path, answered or not. */
export async function untilAsked(server: PracticeServer, path: string): Promise<void> {
  const isAsked = () => expect(server.instance.log().map((entry) => entry.path)).toContain(path);
  await vi.waitFor(isAsked, { interval: 10, timeout: 4000 });
}
