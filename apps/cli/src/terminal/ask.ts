import type { Readable } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";
import { Interruption } from "./interruption.ts";
import { takeKeyboard } from "./raw-keyboard.ts";
import { styleFor } from "./style.ts";

/** A setting to ask for. */
export interface Field<Key extends string> {
  readonly key: Key;
  readonly label: string;
  /** Where to find the value, or what it looks like: one sentence above the question. */
  readonly hint?: string;
  /** Typed without echo; a client secret is left empty only after a confirmation, a password never. */
  readonly secret?: boolean | "password";
  /** What is wrong with the value in one sentence; undefined when nothing is. An empty client secret is not checked. */
  readonly check: (value: string) => string | undefined;
}

/** Where a person is asked. */
export interface Terminal {
  readonly streams: { readonly input: ReadStream; readonly output: WriteStream };
  /** Ends the asking, which then throws the signal's reason. */
  readonly signal: AbortSignal;
}

export interface Asking<Key extends string> extends Terminal {
  readonly fields: readonly Field<Key>[];
}

/** The library hides it while a secret is typed. */
const showCursor = "\u001b[?25h";

interface Context {
  readonly input: Readable;
  readonly output: WriteStream;
  readonly signal: AbortSignal;
}

/**
 * Asks a person at a terminal for the fields in their order; a secret left empty is absent from the answers.
 *
 * Throws {@link Interruption} on Ctrl-C, on Ctrl-D, and when the terminal is gone.
 */
export function askForMissing<Key extends string>({
  fields,
  ...terminal
}: Asking<Key>): Promise<Map<Key, string>> {
  return atKeyboard(terminal, async (context) => {
    const answers = new Map<Key, string>();
    for (const field of fields) {
      const answer = await askField(field, context);
      if (answer !== undefined) answers.set(field.key, answer);
    }
    return answers;
  });
}

/** Asks a person at a terminal yes or no; Enter alone is no. Throws as {@link askForMissing} does. */
export function askYesOrNo(message: string, terminal: Terminal): Promise<boolean> {
  return atKeyboard(terminal, async (context) => {
    const { confirm } = await import("@inquirer/prompts");
    return askOne(context, (one) => confirm({ message, default: false }, one));
  });
}

async function atKeyboard<Answer>(
  { streams, signal }: Terminal,
  ask: (context: Context) => Promise<Answer>,
): Promise<Answer> {
  const gone = new AbortController();
  // The keyboard stays taken between two questions, so that nothing typed ahead, a secret say, is echoed.
  const onGone = () => gone.abort(new Interruption("SIGHUP"));
  const { keys, giveBack } = takeKeyboard({ ...streams, begin: "", restore: showCursor, onGone });
  const context = { input: keys, output: streams.output, signal: AbortSignal.any([signal, gone.signal]) };
  try {
    return await ask(context);
  } finally {
    giveBack();
  }
}

async function askField(field: Field<string>, context: Context): Promise<string | undefined> {
  const style = styleFor(context.output);
  if (field.hint !== undefined) context.output.write(`${style.dim(style.wrap(field.hint))}\n`);
  return field.secret ? askSecret(field, context) : askInput(field, context);
}

async function askInput({ label, check }: Field<string>, context: Context): Promise<string> {
  const { input } = await import("@inquirer/prompts");
  const validate = (value: string) => check(value) ?? true;
  return askOne(context, (one) => input({ message: label, validate }, one));
}

async function askSecret(field: Field<string>, context: Context): Promise<string | undefined> {
  const { label, check, secret: kind } = field;
  const { confirm, password } = await import("@inquirer/prompts");
  const mayBeEmpty = kind !== "password";
  const validate = (value: string) => (value === "" && mayBeEmpty ? true : (check(value) ?? true));
  const question = { message: label, mask: false, toggleMask: false, validate };
  const confirmation = {
    message: "Nothing typed: is this a public client, without a secret?",
    default: false,
  };
  for (;;) {
    const secret = await askOne(context, (one) => password(question, one));
    if (secret !== "") return secret;
    if (await askOne(context, (one) => confirm(confirmation, one))) return undefined;
  }
}

/** The library pauses its input on Ctrl-C, and on Ctrl-D, where it leaves the question open for ever. */
async function askOne<Answer>(context: Context, ask: (context: Context) => Promise<Answer>): Promise<Answer> {
  const ended = new AbortController();
  const end = () => ended.abort(new Interruption("SIGINT"));
  const signal = AbortSignal.any([context.signal, ended.signal]);
  context.input.on("pause", end);
  try {
    return await ask({ ...context, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    context.input.off("pause", end);
  }
}
