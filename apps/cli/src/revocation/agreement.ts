import { holdersAmong, listNames, readableProfiles } from "@nowtoken/core";
import { confirm } from "../terminal/confirm.ts";
import type { Session } from "../tokens/session-command.ts";

interface Asking {
  readonly mayAsk: boolean;
  /** What holds where nobody may be asked. */
  readonly unasked: boolean;
}

/** Whether the tokens of a profile may be revoked: a person decides where somebody else has them too. */
export async function mayBeRevoked(
  { profile, store }: Pick<Session, "profile" | "store">,
  { mayAsk, unasked }: Asking,
): Promise<boolean> {
  const holders = holdersAmong(profile, readableProfiles(store));
  if (holders.length === 0) return true;
  if (!mayAsk) return unasked;
  return confirm(
    `Others have these tokens too: ${listNames(holders)}. They stop working when the tokens are revoked. Revoke them?`,
  );
}
