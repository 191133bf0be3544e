import { closeSync, existsSync, openSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { makePrivateFolder } from "../credential-file/private-file.ts";
import { systemCode } from "../credential-file/system-error.ts";
import { ownAlone } from "../credential-file/temporary-file.ts";
import { AuthError } from "../errors.ts";
import { type HolderNote, noteHolder, readHolder } from "./lock-holder.ts";
import { loadSqlite } from "./sqlite.ts";
import { storeFault } from "./store-error.ts";

export interface LockRequest {
  /** The lock's file; it stays, empty. */
  readonly path: string;
  readonly profile: string;
  /** How long to wait for another holder, in milliseconds. */
  readonly waitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** SQLite's result codes (sqlite.org/rescode.html). */
const busy = 5;
const corrupt = 11;
const notADatabase = 26;
const longestPauseMs = 50;

/**
 * Does something while no other process, and nothing else in this one, does anything under the same lock.
 *
 * The lock is SQLite's exclusive one on an empty file: the kernel's own, so that it goes with its holder, however that
 * ends. Throws STORE_BUSY with the holder's pid when the wait is over, STORE_UNUSABLE, or the signal's reason.
 */
export async function withLock<Value>(
  request: LockRequest,
  action: (note: HolderNote) => Promise<Value>,
): Promise<Value> {
  const database = await acquire(request);
  const note = noteHolder(request.path);
  try {
    return await action(note);
  } finally {
    note.giveBack();
    // Closing rolls the empty transaction back, and with it goes the lock.
    database.close();
  }
}

async function acquire(request: LockRequest): Promise<DatabaseSync> {
  const { path, profile, signal } = request;
  let database: DatabaseSync | undefined;
  try {
    signal?.throwIfAborted();
    makeLockFile(path);
    const { DatabaseSync } = loadSqlite();
    database = new DatabaseSync(path, { timeout: 0 });
    await waitForTurn(database, request);
    return database;
  } catch (error) {
    database?.close();
    signal?.throwIfAborted();
    throw storeFault(error, { path, profile });
  }
}

/**
 * Makes the file where there is none: SQLite's own could be read, and so be locked, by others.
 *
 * A file that is there is not touched. A process that closes any descriptor of a file loses all the locks that it has on
 * it (POSIX fcntl; sqlite.org/howtocorrupt.html, 2.2): only SQLite, which knows, may open it.
 */
function makeLockFile(path: string): void {
  if (existsSync(path)) return;
  makePrivateFolder(dirname(path));
  try {
    const descriptor = openSync(path, "wx", 0o600);
    ownAlone(descriptor);
    closeSync(descriptor);
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
  }
}

async function waitForTurn(database: DatabaseSync, request: LockRequest): Promise<void> {
  const { path, waitMs, signal } = request;
  // Of the monotonic clock: the wall clock may jump meanwhile.
  const end = performance.now() + waitMs;
  for (let pauseMs = 10; !takes(database, path); pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    const leftMs = end - performance.now();
    if (leftMs <= 0) throw stillBusy(request);
    // Not in step with the others that wait.
    await sleep(Math.min(leftMs, pauseMs * (0.5 + Math.random() / 2)), undefined, signal && { signal });
  }
}

function takes(database: DatabaseSync, path: string): boolean {
  try {
    // Without a journal on the disk the lock costs no write, and can be had on a full one.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    // The lowest byte; the rest says more about it.
    const code = Number(Object(error).errcode) & 0xff;
    // Whatever somebody wrote into it, the file is nothing but a lock. Nobody has that lock: it would be busy.
    if (code === notADatabase || code === corrupt) truncateSync(path);
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
