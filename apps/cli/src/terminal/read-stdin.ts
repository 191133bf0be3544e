import { addAbortSignal, type Readable } from "node:stream";

/** What the longest input may be, in bytes. */
const defaultLimit = 1024 * 1024;

export interface StdinReading {
  /** Ends the reading, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** In bytes; 1 MiB when left out. */
  readonly limit?: number;
}

/**
 * Reads standard input to its end, as UTF-8 without its byte order mark; a closed one is empty.
 *
 * Of what is longer than the limit, one byte more than the limit is read: enough for whoever parses it to refuse it.
 */
export async function readStdin(input: Readable, reading: StdinReading = {}): Promise<string> {
  const { signal, limit = defaultLimit } = reading;
  signal?.throwIfAborted();
  if (signal !== undefined) addAbortSignal(signal, input);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of input) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      length += bytes.length;
      if (length > limit) break;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, limit + 1));
}
