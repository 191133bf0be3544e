import { ignore } from "../credential-file/system-error.ts";

/** How many calls into the system have not come back, and how many of them are late. */
let unanswered = 0;
let late = 0;

/**
 * Whether a call of the keychain has not come back, be it in time or late. Such a call keeps the process alive, so who
 * has nothing else to do must end it with `process.exit`.
 */
export function isKeychainUnanswered(): boolean {
  return unanswered > 0;
}

/**
 * Waits for a native call that cannot be taken back, `limitSeconds` at most; then throws `silence`, and so it does at
 * once while an earlier call is late: another would wait behind the same prompt.
 */
export async function answerOf<Answer>(
  call: () => Promise<Answer>,
  { limitSeconds, silence }: { readonly limitSeconds: number; readonly silence: Error },
): Promise<Answer> {
  if (late > 0) throw silence;
  const answer = counted(call);
  const { promise: limit, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late += 1;
    answer.catch(ignore).finally(() => {
      late -= 1;
    });
    reject(silence);
  }, limitSeconds * 1000);
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function counted<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  unanswered += 1;
  if (unanswered === 1) process.on("exit", leave);
  try {
    return await call();
  } finally {
    unanswered -= 1;
    if (unanswered === 0) process.off("exit", leave);
  }
}

/**
 * Ends the process in the middle of a call. `process.exit` alone would not: Node.js first joins the threads of libuv's
 * pool, so that a process whose keychain is locked stays until somebody answers the prompt. Nothing ends such a thread
 * but another program in its place; the shell needs a millisecond to exit with the same code.
 */
function leave(code: number): void {
  try {
    process.execve?.("/bin/sh", ["sh", "-c", `exit ${code & 0xff}`], {});
  } catch {
    // Not on Windows, whose keychain asks nobody and so leaves no call unanswered, and not in a worker thread.
  }
}
