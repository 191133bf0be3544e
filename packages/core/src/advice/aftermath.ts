import type { OtherRequest } from "../errors.ts";

interface Failed {
  readonly endpoint?: OtherRequest;
  readonly sent?: boolean;
}

const others: Readonly<Record<OtherRequest, readonly string[]>> = {
  refresh: ["The tokens are kept: nothing says that the refresh token has died."],
  grant: [],
  user: [],
  table: [],
  authorization: [],
  revocation: ["Nothing counts as revoked yet: run the command again."],
};

/** What else a failed request means: for the authorization code, or for tokens that there are already. */
export function aftermath({ endpoint, sent = true }: Failed): readonly string[] {
  if (endpoint !== undefined) return others[endpoint];
  return sent ? ["The authorization code may be spent: log in again for a new one."] : [];
}
