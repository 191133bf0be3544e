import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createBomb, dripping, huge } from "./bodies.ts";

const bytes = Buffer.from('{"a":1}');

test("a dripping body comes byte by byte", async () => {
  const chunks: string[] = [];
  for await (const chunk of dripping(bytes, 1)) chunks.push(Buffer.from(chunk).toString());
  expect(chunks).toEqual([...'{"a":1}']);
});

test("a huge body is the bytes and 64 MiB of blanks", async () => {
  let length = 0;
  let start = "";
  for await (const chunk of huge(bytes)) {
    start ||= Buffer.from(chunk).toString();
    length += chunk.length;
  }
  expect([start, length]).toEqual(['{"a":1}', 64 * 1024 * 1024 + bytes.length]);
});

test("a huge body takes no memory of its own", async () => {
  const before = process.memoryUsage().arrayBuffers;
  const reader = huge(bytes).getReader();
  for (let chunks = 0; chunks < 32; chunks += 1) await reader.read();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
});

test("a bomb is sound gzip of blanks and the bytes, a thousandth of their size", () => {
  const bomb = createBomb(2)(bytes);
  const plain = gunzipSync(bomb).toString();
  expect(bomb.length).toBeLessThan(plain.length / 900);
  expect(plain).toBe(`${" ".repeat(2 * 1024 * 1024)}{"a":1}`);
});
