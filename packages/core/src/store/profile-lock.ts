import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { AuthError } from "../errors.ts";
import { storeFault } from "./store-error.ts";

export interface LockRequest {
  /** The lock's file; it stays, empty. */
  readonly path: string;
  readonly profile: string;
  /** How long to wait for another holder, in milliseconds. */
  readonly waitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** SQLite's result codes. */
const busy = 5;
const notADatabase = 26;
const longestPause = 100;

/**
 * Does something while no other process, and nothing else in this one, does anything under the same lock.
 *
 * The lock is SQLite's exclusive one on an empty file: the kernel's own, so that it goes with its holder, however that
 * ends. Throws STORE_BUSY with the holder's pid when the wait is over, STORE_UNUSABLE, or the signal's reason.
 */
export async function withLock<Value>(request: LockRequest, action: () => Promise<Value>): Promise<Value> {
  const database = await acquire(request);
  try {
    return await action();
  } finally {
    // Closing rolls the empty transaction back, and with it goes the lock.
    database.close();
  }
}

async function acquire(request: LockRequest): Promise<DatabaseSync> {
  const { path, profile } = request;
  let database: DatabaseSync | undefined;
  try {
    database = openLockFile(path);
    await waitForTurn(database, request);
    // Read by those alone that give up waiting.
    writeFileSync(holderFile(path), `${process.pid}\n`, { mode: 0o600 });
    return database;
  } catch (error) {
    database?.close();
    request.signal?.throwIfAborted();
    throw storeFault(error, { path, profile });
  }
}

function openLockFile(path: string): DatabaseSync {
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, "", { flag: "a", mode: 0o600 });
  return new DatabaseSync(path, { timeout: 0 });
}

async function waitForTurn(database: DatabaseSync, request: LockRequest): Promise<void> {
  const { path, waitMs, signal } = request;
  // Of the monotonic clock: the wall clock may jump meanwhile.
  const end = performance.now() + waitMs;
  for (let pause = 10; !takes(database, path); pause = Math.min(pause * 1.5, longestPause)) {
    const left = end - performance.now();
    if (left <= 0) throw stillBusy(request);
    // Not in step with the others that wait.
    await sleep(Math.min(left, pause * (0.5 + Math.random() / 2)), undefined, signal && { signal });
  }
}

function takes(database: DatabaseSync, path: string): boolean {
  try {
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    const code: unknown = Object(error).errcode;
    // Whatever somebody wrote into it, the file is nothing but a lock.
    if (code === notADatabase) truncateSync(path);
    else if (code !== busy) throw error;
    return false;
  }
}

function stillBusy({ path, profile, waitMs }: LockRequest): AuthError<"STORE_BUSY"> {
  const pid = readHolder(path);
  return new AuthError("STORE_BUSY", "expected the lock before the end of the wait", {
    path,
    profile,
    seconds: Math.round(waitMs / 1000),
    ...(pid !== undefined && { pid }),
  });
}

function readHolder(path: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(holderFile(path), "utf8"), 10) || undefined;
  } catch {
    return undefined;
  }
}

const holderFile = (path: string): string => `${path}.pid`;
