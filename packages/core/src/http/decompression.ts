import type { IncomingMessage } from "node:http";
import type { Transform } from "node:stream";

type Zlib = typeof import("node:zlib");

const decoders: Readonly<Record<string, (zlib: Zlib) => Transform>> = {
  gzip: (zlib) => zlib.createGunzip(),
  "x-gzip": (zlib) => zlib.createGunzip(),
  deflate: (zlib) => zlib.createInflate(),
  br: (zlib) => zlib.createBrotliDecompress(),
  // RFC 9659 §3: a window of 8 MB at most; without a bound an answer could claim 128 MB of memory.
  zstd: (zlib) => zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } }),
};

/** The body of an answer in one of the content codings of RFC 9110 §8.4.1; undefined for any other, or several. */
export function decompressed(
  message: IncomingMessage,
  coding: string,
): AsyncIterable<Uint8Array> | undefined {
  if (!Object.hasOwn(decoders, coding)) return undefined;
  const decoder = decoders[coding]?.(process.getBuiltinModule("node:zlib"));
  // An error on either side shows where the body is read, and leaving that ends both.
  if (decoder) process.getBuiltinModule("node:stream").pipeline(message, decoder, () => {});
  return decoder;
}
