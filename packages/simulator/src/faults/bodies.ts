import { setTimeout as delay } from "node:timers/promises";
import { constants, crc32, deflateRawSync } from "node:zlib";

const mebibyte = 1024 * 1024;
const chunk = Buffer.alloc(64 * 1024, " ");

/** The bytes one at a time, each after so many milliseconds. */
export function dripping(bytes: Uint8Array, milliseconds: number): ReadableStream<Uint8Array> {
  const stop = new AbortController();
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await delay(milliseconds, undefined, { signal: stop.signal });
      controller.enqueue(bytes.slice(sent, sent + 1));
      sent += 1;
      if (sent >= bytes.length) controller.close();
    },
    cancel: () => stop.abort(),
  });
}

/** The bytes, then blanks up to 64 MiB more: still JSON to whoever reads it all. Made as it is read. */
export function huge(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let left = (64 * mebibyte) / chunk.length;
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes),
    pull(controller) {
      controller.enqueue(chunk);
      left -= 1;
      if (left === 0) controller.close();
    },
  });
}

/** Makes answers that are so many MiB of blanks, then the bytes, in a thousandth of that as gzip. */
export function createBomb(mebibytes: number): (bytes: Uint8Array) => Uint8Array<ArrayBuffer> {
  const blank = Buffer.alloc(mebibyte, " ");
  let checksum = 0;
  for (let done = 0; done < mebibytes; done += 1) checksum = crc32(blank, checksum);
  // One compressed mebibyte, repeated: after a full flush nothing refers back, so that parts can be strung together.
  const deflated = Buffer.concat(new Array<Buffer>(mebibytes).fill(deflatePart(blank)));
  return (bytes) => {
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(crc32(bytes, checksum), 0);
    trailer.writeUInt32LE(mebibytes * mebibyte + bytes.length, 4);
    return Buffer.concat([gzipHeader, deflated, deflatePart(bytes), lastBlock, trailer]);
  };
}

// RFC 1952 §2.3 without a time, and RFC 1951's empty final block.
const gzipHeader = Buffer.from("1f8b0800000000000003", "hex");
const lastBlock = Buffer.from("0300", "hex");

const deflatePart = (bytes: Uint8Array): Buffer =>
  deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
