import { isAuthError } from "@nowtoken/core";
import { advise } from "../failures/advise.ts";
import { formatAdvice } from "../failures/format-advice.ts";
import { readPastedRedirect } from "../terminal/paste-prompt.ts";
import { readStdin } from "../terminal/read-stdin.ts";
import { styleFor } from "../terminal/style.ts";
import { type Waiting, withDeadline } from "./waiting.ts";

/** How a command gets the redirected address, and what it takes for one. */
export interface RedirectReception<Accepted> extends Waiting {
  /** Whether there is a person at a terminal; else the address comes from standard input, to its end. */
  readonly interactive: boolean;
  /** Checks what came; throws core's errors for what is not the answer. */
  readonly accept: (redirect: string) => Accepted | Promise<Accepted>;
  /** Begins the login once more with fresh secrets; left out where that cannot be done. */
  readonly beginAgain?: () => Promise<void>;
  /** The address on the clipboard if it is one of this login; left out where the clipboard cannot be read. */
  readonly readCopied?: (() => Promise<string | undefined>) | undefined;
}

const attempts = 3;

/**
 * Reads the redirected address. At a prompt a wrong paste is explained and asked for again, three times at most.
 *
 * Throws what `accept` throws, LOGIN_TIMED_OUT, or the interruption that the signal carries.
 */
export function receiveRedirect<Accepted>(reception: RedirectReception<Accepted>): Promise<Accepted> {
  return withDeadline(reception, async (signal) => {
    if (reception.interactive) return promptForRedirect(reception, signal);
    return reception.accept(await readStdin(process.stdin, { signal }));
  });
}

/** Asks until the redirected address is accepted, or was wrong three times; the signal ends it. */
export async function promptForRedirect<Accepted>(
  reception: Pick<RedirectReception<Accepted>, "accept" | "beginAgain" | "readCopied">,
  signal: AbortSignal,
): Promise<Accepted> {
  const { accept, beginAgain, readCopied } = reception;
  let codeSeenAt: Date | undefined;
  for (let left = attempts - 1; ; ) {
    const answer = await readPastedRedirect({
      input: process.stdin,
      output: process.stderr,
      signal,
      canOpenAgain: beginAgain !== undefined,
      canReadClipboard: readCopied !== undefined,
      ...(codeSeenAt && { codeSeenAt }),
    });
    if (answer.action === "again") {
      await beginAgain?.();
      codeSeenAt = undefined;
      continue;
    }
    const copied = answer.text === "" ? await readCopied?.() : undefined;
    if (answer.text === "" && readCopied !== undefined && copied === undefined) {
      process.stderr.write("\nThe clipboard holds no address of this login: copy the whole address first.\n");
      continue;
    }
    try {
      return await accept(copied ?? answer.text);
    } catch (error) {
      if (left === 0 || !isWrongPaste(error)) throw error;
      // A code of our own login at another address: its minute goes on running.
      const ours = isAuthError(error, "REDIRECT_MALFORMED") && error.details.ours;
      codeSeenAt = ours ? answer.codeSeenAt : undefined;
      await explain(error, left);
      left -= 1;
    }
  }
}

function isWrongPaste(error: unknown) {
  return (
    isAuthError(error, "REDIRECT_MALFORMED") ||
    isAuthError(error, "STATE_MISMATCH") ||
    isAuthError(error, "LOGIN_NOT_PENDING")
  );
}

async function explain(error: unknown, left: number): Promise<void> {
  if (!isAuthError(error)) return;
  const advice = formatAdvice(await advise(error), styleFor(process.stderr));
  process.stderr.write(`\n${advice}\n${left === 1 ? "One more try." : `${left} more tries.`}\n`);
}
