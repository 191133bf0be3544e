import type { WriteStream } from "node:tty";

type Output = NodeJS.WritableStream & Partial<Pick<WriteStream, "isTTY">>;

/**
 * Lets a command finish its work when the reader of its output has gone (`| head -1`, a closed window): what it
 * still writes is dropped. Any other failure to write ends the process, as it does without this.
 */
export function outliveClosedPipes(outputs: readonly Output[]): void {
  for (const output of outputs) {
    output.on("error", (error: NodeJS.ErrnoException) => {
      if (!readerIsGone(error, output)) throw error;
    });
  }
}

function readerIsGone({ code }: NodeJS.ErrnoException, { isTTY }: Output): boolean {
  // Windows says EOF; EIO is a window that was closed, but on a file it is a failing disk.
  return code === "EPIPE" || code === "EOF" || (code === "EIO" && isTTY === true);
}
