import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { harness } from "../../test/fixtures/harness.ts";
import { childEnvironment } from "../../test/fixtures/pseudo-terminal.ts";
import { withInterruption } from "./interruption.ts";

/** Starts work that never ends by itself; it says `ready`, and `aborted` at the first signal. */
async function startHanging(): Promise<ChildProcessWithoutNullStreams> {
  const child = spawn(process.execPath, [harness, "hang"], { env: childEnvironment });
  expect(await nextLine(child)).toBe("ready\n");
  return child;
}

const nextLine = async (child: ChildProcessWithoutNullStreams) =>
  String((await once(child.stdout, "data"))[0]);

describe("while work is under way", { concurrent: true, skip: process.platform === "win32" }, () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s aborts it, and the same again exits at once with %i", async (signal, status) => {
    const child = await startHanging();
    child.kill(signal);
    expect(await nextLine(child)).toBe("aborted\n");
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([status, null]);
  });
});

test("once the work is over the signals are left to others", async () => {
  const listening = () => ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => process.listenerCount(signal));
  const before = listening();
  const during = await withInterruption(async () => listening());
  await expect(withInterruption(() => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect(during).toEqual(before.map((count) => count + 1));
  expect(listening()).toEqual(before);
});
