import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

/** Runs a script, with `needed` and `exit` at hand, in a process that something keeps alive for a minute. */
async function run(script: string) {
  const url = new URL("./final-exit.ts", import.meta.url).href;
  const preamble = `
    const { exitWhenTold: needed, exitIfNeeded: exit } = await import(${JSON.stringify(url)});
    const alive = setTimeout(() => undefined, 120_000);
    process.exitCode = 6;
  `;
  const words = ["--input-type=module", "-e", preamble + script];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(child, "close");
  const stdout = await text(child.stdout);
  const [exitCode] = await closed;
  return { exitCode, stdout };
}

test("a process that something keeps alive ends with its exit code, and with all that it wrote", async () => {
  const { exitCode, stdout } = await run(`
    process.stdout.write("x".repeat(2_000_000));
    needed();
    await exit();
  `);
  expect([exitCode, stdout.length]).toEqual([6, 2_000_000]);
});

test("a process that ends by itself goes on until it does", async () => {
  const { exitCode, stdout } = await run(`
    await exit();
    process.stdout.write("went on");
    clearTimeout(alive);
  `);
  expect([exitCode, stdout]).toEqual([6, "went on"]);
});
