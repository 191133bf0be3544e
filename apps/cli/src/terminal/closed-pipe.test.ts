import { spawn } from "node:child_process";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { harness } from "../../test/fixtures/harness.ts";
import { childEnvironment } from "../../test/fixtures/pseudo-terminal.ts";
import { outliveClosedPipes } from "./closed-pipe.ts";

test("a command whose reader has gone (`| head -0`) finishes its work", async () => {
  const child = spawn(process.execPath, [harness, "flood"], { env: childEnvironment });
  child.stdout.destroy();
  const [told, [status]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect({ told, status }).toEqual({ told: "finished\n", status: 0 });
});

test.each([
  ["EPIPE on a pipe", "EPIPE", false, false],
  ["EIO on a terminal whose window was closed", "EIO", true, false],
  ["EIO on a file: a failing disk", "EIO", false, true],
  ["ENOSPC", "ENOSPC", false, true],
])("%s: the failure shows only when something is lost that somebody waits for", (_, code, isTTY, fails) => {
  const output = Object.assign(new PassThrough(), { isTTY });
  const failureOf = outliveClosedPipes([output]);
  const failure = Object.assign(new Error("write failed"), { code });
  output.emit("error", failure);
  expect(failureOf()).toBe(fails ? failure : undefined);
});
