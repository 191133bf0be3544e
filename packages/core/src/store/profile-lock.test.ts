import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { truncateSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { bundleProgram } from "../../../../tools/bundle-program.ts";
import { failureOf } from "./given-store.fixture.ts";
import type { HolderNote } from "./lock-holder.ts";
import { withLock } from "./profile-lock.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

const makePath = async () => join(await mkdtemp(join(root, "locks-")), "default.lock");
const held = async () => "held";

function lock<Value>(
  path: string,
  action: (note: HolderNote) => Promise<Value>,
  waitMs = 10_000,
  signal?: AbortSignal,
) {
  return withLock({ path, profile: "default", waitMs, signal }, action);
}

/** Starts a process that asks for the lock, and yields what it says first. */
async function askElsewhere(path: string, waitMs: number) {
  const program = await bundleProgram(join(import.meta.dirname, "hold-lock.fixture.ts"));
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [program, path, String(waitMs)]);
  child.stderr.pipe(process.stderr);
  const [said] = await once(child.stdout, "data");
  return { child, said: String(said) };
}

test("one at a time has the lock, also in one process", async () => {
  const path = await makePath();
  let running = 0;
  const most: number[] = [];
  const work = async () => {
    running += 1;
    most.push(running);
    await sleep(1);
    running -= 1;
  };
  await Promise.all(Array.from({ length: 10 }, () => lock(path, work)));
  expect(most).toEqual(Array(10).fill(1));
});

test("locks of two profiles do not wait for each other", async () => {
  const [one, other] = [await makePath(), await makePath()];
  expect(await lock(one, () => lock(other, held, 0))).toBe("held");
});

test("what fails under the lock gives it back", async () => {
  const path = await makePath();
  await expect(lock(path, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect(await lock(path, held, 0)).toBe("held");
});

test("a lock outlives others in its process that ask for it and give up, and keeps other processes out", async () => {
  const path = await makePath();
  const said = await lock(path, async () => {
    const busy = { code: "STORE_BUSY", details: { path, profile: "default", seconds: 0, pid: process.pid } };
    expect(await failureOf(lock(path, held, 0))).toMatchObject(busy);
    return (await askElsewhere(path, 0)).said;
  });
  expect(said).toBe(`busy ${process.pid}\n`);
});

test("fault 5: the lock of a process that was killed can be had within 2 seconds, with nothing cleaned by hand", async () => {
  const path = await makePath();
  const { child, said } = await askElsewhere(path, 0);
  expect(said).toBe("held\n");
  expect(await failureOf(lock(path, held, 0))).toMatchObject({ details: { pid: child.pid } });
  child.kill("SIGKILL");
  expect(await lock(path, held, 2000)).toBe("held");
  // Whoever has it next hears of that, until somebody has dealt with it.
  const abandonedAt = () => lock(path, async (note) => note.abandonedAt);
  expect(await abandonedAt()).toEqual(expect.any(Date));
  await lock(path, async (note) => note.settle());
  expect(await abandonedAt()).toBeUndefined();
});

test("a lock that was given back, also by what failed, was not abandoned", async () => {
  const path = await makePath();
  await lock(path, held);
  await failureOf(lock(path, () => Promise.reject(new Error("failed"))));
  expect(await lock(path, async (note) => note.abandonedAt)).toBeUndefined();
});

test("a pipe in the place of the holder's name holds nobody up", async () => {
  const path = await makePath();
  if (process.platform !== "win32") execFileSync("mkfifo", [`${path}.pid`]);
  expect(await lock(path, () => failureOf(lock(path, held, 0)))).toMatchObject({ code: "STORE_BUSY" });
});

test.runIf(process.platform !== "win32")(
  "fault 6: behind a process that is stopped the others give up after the stated wait, and name it",
  async () => {
    const path = await makePath();
    const { child } = await askElsewhere(path, 0);
    child.kill("SIGSTOP");
    const busy = { code: "STORE_BUSY", details: { path, profile: "default", seconds: 1, pid: child.pid } };
    expect(await failureOf(lock(path, held, 600))).toMatchObject(busy);
    child.kill("SIGCONT");
    child.stdin.end();
    expect(await lock(path, held)).toBe("held");
  },
);

test.each<[string, (path: string) => void | Promise<void>]>([
  ["words", (path) => writeFile(path, "no lock at all\n".repeat(500))],
  ["the beginning of a database", (path) => writeFile(path, `SQLite format 3\0${"x".repeat(5000)}`)],
  [
    "a database",
    (path) => {
      const database = new DatabaseSync(path);
      database.exec("PRAGMA journal_mode = WAL; CREATE TABLE a (b); INSERT INTO a VALUES (1)");
      database.close();
    },
  ],
  [
    "half a database",
    (path) => {
      const database = new DatabaseSync(path);
      database.exec("CREATE TABLE a (b); INSERT INTO a VALUES (zeroblob(100000))");
      database.close();
      truncateSync(path, 4096);
    },
  ],
])("fault 7: %s in the lock's file keep nobody out", async (_, write) => {
  const path = await makePath();
  await write(path);
  const said = await lock(path, async () => (await askElsewhere(path, 0)).said, 1000);
  expect(said).toBe(`busy ${process.pid}\n`);
});

test("fault 7: a living process that is said to have the lock, and has not, is not believed", async () => {
  const path = await makePath();
  await writeFile(`${path}.pid`, `${process.ppid}`);
  expect(await lock(path, () => readFile(`${path}.pid`, "utf8"), 0)).toBe(String(process.pid).padEnd(10));
});

test.each(["4194305", "0", "-1", "words", ""])(
  "%j is not told as the process that has the lock",
  async (pid) => {
    const path = await makePath();
    const error = await lock(path, async () => {
      await writeFile(`${path}.pid`, pid);
      return failureOf(lock(path, held, 0));
    });
    expect(error).toMatchObject({ code: "STORE_BUSY", details: { path, profile: "default", seconds: 0 } });
    expect(error).not.toHaveProperty("details.pid");
  },
);

test("whoever waits can be told to stop, with the reason", async () => {
  const path = await makePath();
  const reason = new Error("no longer wanted");
  const error = await lock(path, async () => {
    const stop = new AbortController();
    const waiting = failureOf(lock(path, held, 10_000, stop.signal));
    setTimeout(() => stop.abort(reason), 20);
    return waiting;
  });
  expect(error).toBe(reason);
});

test("for what is over already nothing is made", async () => {
  const path = await makePath();
  const reason = new Error("no longer wanted");
  expect(await failureOf(lock(path, held, 0, AbortSignal.abort(reason)))).toBe(reason);
  expect(await readdir(dirname(path))).toEqual([]);
});

test("a folder in the lock's place is told with SQLite's code", async () => {
  const path = await makePath();
  await mkdir(path);
  const details = { path, profile: "default", reason: "io", systemCode: "SQLite 14" };
  expect(await failureOf(lock(path, held, 0))).toMatchObject({ code: "STORE_UNUSABLE", details });
});

test("SQLite is loaded without a warning, and others are given as before", async () => {
  const { emitWarning } = process;
  await lock(await makePath(), held);
  expect(process.emitWarning).toBe(emitWarning);
});
