import { askForMissing, type Field } from "../terminal/ask.ts";

type Key = "userName" | "password";

const given = (value: string): string | undefined => (value === "" ? "It is needed." : undefined);

/** Asks for an administrator's user name, unless it is known, and for the password; both are forgotten with the command. */
export async function askForAdmin(
  host: string,
  known: string | undefined,
  signal: AbortSignal,
): Promise<{ userName: string; password: string }> {
  const user: Field<Key> = {
    key: "userName",
    label: "Administrator's user name",
    hint: `Somebody of ${host} with the role admin or oauth_admin, and a password there: not of the single sign-on. Neither is kept.`,
    check: given,
  };
  const password: Field<Key> = { key: "password", label: "Password", secret: "password", check: given };
  const fields = known === undefined ? [user, password] : [password];
  const streams = { input: process.stdin, output: process.stderr };
  const answers = await askForMissing({ fields, streams, signal });
  return { userName: known ?? answers.get("userName") ?? "", password: answers.get("password") ?? "" };
}
