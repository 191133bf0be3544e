import { askForMissing, type Field } from "./ask.ts";

type Key = "userName" | "password";

export interface UserQuestion {
  /** What the name is called. */
  readonly label: string;
  /** Who may be meant: one sentence above the question. */
  readonly hint: string;
  /** The name, where it is known: then the password alone is asked for. */
  readonly known: string | undefined;
  readonly signal: AbortSignal;
}

const given = (value: string): string | undefined => (value === "" ? "It is needed." : undefined);

/** Asks a person at the terminal for a user's name and password. Throws as `askForMissing` does. */
export async function askForUser(question: UserQuestion): Promise<{ userName: string; password: string }> {
  const { label, hint, known, signal } = question;
  const user: Field<Key> = { key: "userName", label, hint, check: given };
  const password: Field<Key> = { key: "password", label: "Password", secret: "password", check: given };
  const fields = known === undefined ? [user, password] : [password];
  const streams = { input: process.stdin, output: process.stderr };
  const answers = await askForMissing({ fields, streams, signal });
  return { userName: known ?? answers.get("userName") ?? "", password: answers.get("password") ?? "" };
}
