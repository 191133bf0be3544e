import { emitKeypressEvents, type Key } from "node:readline";
import type { Readable } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";
import { Interruption } from "./interruption.ts";
import { createPasteBuffer } from "./paste-buffer.ts";
import { describePaste } from "./paste-status.ts";
import { takeKeyboard } from "./raw-keyboard.ts";
import { createStatusLine } from "./status-line.ts";
import { styleFor } from "./style.ts";

export interface PastePrompt {
  readonly input: ReadStream;
  /** Where the prompt is shown; may be redirected away from the terminal. */
  readonly output: WriteStream;
  /** Ends the prompt, which then throws the signal's reason. */
  readonly signal: AbortSignal;
  /** Whether Ctrl-R is offered, which opens the browser again. */
  readonly canOpenAgain: boolean;
  /** Whether Enter alone, which comes back as an empty text, is offered as a way to the clipboard. */
  readonly canReadClipboard?: boolean;
  /** When a code was first seen, where that was before this prompt. */
  readonly codeSeenAt?: Date;
  readonly now?: () => Date;
}

export type PasteAnswer =
  | {
      readonly action: "pasted";
      readonly text: string;
      /** When a code was first seen; absent when none was. */
      readonly codeSeenAt?: Date;
    }
  | { readonly action: "again" };

/** Pastes come between two escape sequences then, from terminals that know the mode. */
const bracketedPaste = { begin: "\u001b[?2004h", restore: "\u001b[?2004l" };

/** In milliseconds. The pieces of one paste follow each other faster; a person does not notice it after Enter. */
const silence = 100;

/**
 * Asks for the redirected address on a terminal, and shows of it nothing but its length: it holds the code.
 *
 * Throws {@link Interruption} on Ctrl-C, on Ctrl-D when nothing was pasted, and when the terminal is gone. However it
 * ends, the terminal is given back as it was.
 */
export async function readPastedRedirect(prompt: PastePrompt): Promise<PasteAnswer> {
  const { input, output } = prompt;
  prompt.signal.throwIfAborted();
  const style = styleFor(output);
  const modes = style.redraws ? bracketedPaste : { begin: "", restore: "" };
  const gone = new AbortController();
  const onGone = () => gone.abort(new Interruption("SIGHUP"));
  const { keys, giveBack } = takeKeyboard({ input, output, ...modes, onGone });
  const signal = AbortSignal.any([prompt.signal, gone.signal]);
  try {
    // Only now: whoever is asked sooner pastes into a terminal that still echoes.
    output.write(`${style.wrap(instruction(prompt))}\n`);
    return await readPaste({ ...prompt, signal }, keys);
  } finally {
    giveBack();
  }
}

async function readPaste(prompt: PastePrompt, keys: Readable): Promise<PasteAnswer> {
  const { output, signal, canOpenAgain, now = () => new Date() } = prompt;
  const { promise, resolve, reject } = Promise.withResolvers<PasteAnswer>();
  const style = styleFor(output);
  const paste = createPasteBuffer(now);
  const codeSeenAt = () => prompt.codeSeenAt ?? paste.codeSeenAt;
  const status = () => ({
    characters: paste.text.length,
    codeSeenAt: codeSeenAt(),
    now: now(),
    canOpenAgain,
  });
  const line = createStatusLine(output, {
    describe: () => describePaste(status(), style),
    redraws: style.redraws,
  });

  const submit = () => {
    const seen = codeSeenAt();
    resolve({ action: "pasted", text: paste.text, ...(seen && { codeSeenAt: seen }) });
  };
  let submission: NodeJS.Timeout | undefined;
  const onKey = (character: string | undefined, key: Key) => {
    const meaning = paste.press(character, key);
    if (meaning === "ignore") return;
    clearTimeout(submission);
    if (meaning === "end") reject(new Interruption("SIGINT"));
    if (meaning === "again" && canOpenAgain) resolve({ action: "again" });
    if (meaning === "submit") submit();
    if (meaning === "submit-after-silence") submission = setTimeout(submit, silence);
    line.update();
  };
  emitKeypressEvents(keys);
  keys.on("keypress", onKey);
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  try {
    return await promise;
  } finally {
    clearTimeout(submission);
    line.end();
  }
}

function instruction({ canOpenAgain, canReadClipboard = false }: PastePrompt): string {
  const clipboard = canReadClipboard ? "Enter alone takes it from the clipboard; " : "";
  const again = canOpenAgain ? "Ctrl-R opens the browser again with a new login; " : "";
  return `Paste the address here and press Enter. (${clipboard}${again}Ctrl-U clears; Ctrl-C ends.)`;
}
