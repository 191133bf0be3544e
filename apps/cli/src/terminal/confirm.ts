import { withInterruption } from "./interruption.ts";

/** Asks the person at the terminal yes or no, on stderr; Enter alone is no. Throws an interruption. */
export async function confirm(question: string): Promise<boolean> {
  const { askYesOrNo } = await import("./ask.ts");
  const streams = { input: process.stdin, output: process.stderr };
  return withInterruption((signal) => askYesOrNo(question, { streams, signal }));
}
