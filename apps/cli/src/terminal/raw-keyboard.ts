import { PassThrough, type Readable } from "node:stream";
import type { ReadStream } from "node:tty";

export interface KeyboardOptions {
  readonly input: ReadStream;
  readonly output: NodeJS.WritableStream;
  /** Escape sequences to write first, e.g. to switch a mode on. */
  readonly begin: string;
  /** Escape sequences to write last, whatever happened. */
  readonly restore: string;
  /** The terminal is gone: its window was closed, or the connection to it. */
  readonly onGone: () => void;
}

export interface Keyboard {
  /** What is typed and pasted, byte for byte. */
  readonly keys: Readable;
  /** Gives the terminal back as it was. The end of the process does so too. */
  readonly giveBack: () => void;
}

/**
 * Takes the keyboard: without echo, and without the terminal's own line editing, which cuts long lines (macOS at 1024
 * bytes).
 */
export function takeKeyboard({ input, output, begin, restore, onGone }: KeyboardOptions): Keyboard {
  // Decoders of split characters and sequences live and die with this stream, not with standard input.
  const keys = new PassThrough();
  const wasRaw = input.isRaw;
  const giveBack = () => {
    process.off("exit", giveBack);
    input.unpipe(keys).pause();
    input.setRawMode(wasRaw);
    output.write(restore);
    input.off("error", onGone).off("end", onGone);
  };
  process.on("exit", giveBack);
  input.on("error", onGone).on("end", onGone);
  input.setRawMode(true);
  output.write(begin);
  input.pipe(keys, { end: false });
  return { keys, giveBack };
}
