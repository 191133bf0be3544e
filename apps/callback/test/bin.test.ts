import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const bin = join(import.meta.dirname, "../dist/nowtoken-callback.js");

function start(...words: string[]) {
  const { PATH, SystemRoot } = process.env;
  const child = spawn(process.execPath, [bin, ...words], { env: { PATH, SystemRoot } });
  const printed = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed.text += text;
    });
  }
  return { child, printed, closed: once(child, "close") };
}

describe.concurrent("nowtoken-callback", () => {
  test.runIf(process.platform !== "win32")(
    "serves the page at the address that it prints, until a signal",
    async () => {
      const { child, printed, closed } = start("--no-open");
      await once(child.stdout, "data");
      const opened = await fetch(printed.text.trim(), { redirect: "manual" });
      expect([opened.status, opened.headers.get("location")]).toEqual([303, "/"]);
      expect((await fetch(new URL("/", printed.text))).status).toBe(403);
      child.kill("SIGTERM");
      expect(await closed).toEqual([143, null]);
    },
  );

  test("says how it is used when it was not used so, and repeats nothing", async () => {
    const { printed, closed } = start("--client-secret", "hunter2");
    expect(await closed).toEqual([2, null]);
    expect(printed.text).toContain("Usage: nowtoken-callback");
    expect(printed.text).not.toContain("hunter2");
  });
});
