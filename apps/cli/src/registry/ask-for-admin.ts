import { askForUser } from "../terminal/ask-for-user.ts";

/** Asks for an administrator's user name, unless it is known, and for the password; both are forgotten with the command. */
export function askForAdmin(
  host: string,
  known: string | undefined,
  signal: AbortSignal,
): Promise<{ userName: string; password: string }> {
  return askForUser({
    label: "Administrator's user name",
    hint: `Somebody of ${host} with the role admin or oauth_admin, and a password there: not of the single sign-on. Neither is kept.`,
    known,
    signal,
  });
}
