import { configInvalid } from "../failures/config-invalid.ts";
import { readStdin } from "../terminal/read-stdin.ts";

/** The one line on standard input that a flag asks for, a password say. Throws CONFIG_INVALID, or the signal's reason. */
export async function readStdinLine(flag: string, signal: AbortSignal): Promise<string> {
  const text = (await readStdin(process.stdin, { signal })).replace(/\r?\n$/u, "");
  if (/^[^\p{Cc}]+$/u.test(text)) return text;
  throw configInvalid(`${flag} must be followed by one line on standard input`);
}
