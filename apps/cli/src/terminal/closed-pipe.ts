import type { WriteStream } from "node:tty";

type Output = NodeJS.WritableStream & Partial<Pick<WriteStream, "isTTY">>;

/**
 * Lets a command finish its work whatever becomes of its output: what cannot be written is dropped. Returns what tells
 * the first failure that lost something somebody waits for, which a reader that has gone (`| head -1`) does not.
 */
export function outliveClosedPipes(outputs: readonly Output[]): () => NodeJS.ErrnoException | undefined {
  let failure: NodeJS.ErrnoException | undefined;
  for (const output of outputs) {
    output.on("error", (error: NodeJS.ErrnoException) => {
      if (!readerIsGone(error, output)) failure ??= error;
    });
  }
  return () => failure;
}

/** Whether a failure to write means only that nobody reads any more. */
export function readerIsGone({ code }: NodeJS.ErrnoException, { isTTY }: Output): boolean {
  // Windows says EOF; EIO is a window that was closed, but on a file it is a failing disk.
  return code === "EPIPE" || code === "EOF" || (code === "EIO" && isTTY === true);
}
