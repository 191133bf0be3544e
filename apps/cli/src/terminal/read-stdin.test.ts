import { spawn } from "node:child_process";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { harness } from "../../test/fixtures/harness.ts";
import { childEnvironment } from "../../test/fixtures/pseudo-terminal.ts";
import { Interruption } from "./interruption.ts";
import { readStdin } from "./read-stdin.ts";

const bytes = (...chunks: (string | number[])[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

test("everything is read to the end, whatever the lines and wherever the chunks cut characters", async () => {
  expect(await readStdin(bytes("one\r\n", [0xc3], [0xa9], "\n\n"))).toBe("one\r\né\n\n");
});

test("the byte order mark that some shells put first is dropped", async () => {
  expect(await readStdin(bytes([0xef, 0xbb, 0xbf], "text"))).toBe("text");
});

test("input of 1 MiB is whole, and a longer one is read just far enough to be seen as longer", async () => {
  const mebibyte = 1024 * 1024;
  expect(await readStdin(bytes("x".repeat(mebibyte)))).toHaveLength(mebibyte);
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(65_536, "x");
    })(),
  );
  expect(await readStdin(endless)).toHaveLength(mebibyte + 1);
});

test("the signal ends a reading that waits, with its own reason", async () => {
  const controller = new AbortController();
  const reading = readStdin(new PassThrough(), { signal: controller.signal });
  const interruption = new Interruption("SIGTERM");
  controller.abort(interruption);
  await expect(reading).rejects.toBe(interruption);
  await expect(readStdin(new PassThrough(), { signal: controller.signal })).rejects.toBe(interruption);
});

test.skipIf(process.platform === "win32")("a standard input that was closed is empty", async () => {
  const child = spawn("/bin/sh", ["-c", 'exec "$0" "$@" <&-', process.execPath, harness, "stdin"], {
    env: childEnvironment,
  });
  expect(await text(child.stdout)).toBe('result {"text":""}\n');
});
