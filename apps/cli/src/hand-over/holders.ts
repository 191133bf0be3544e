import type { Profile } from "@nowtoken/core";

/** What a login that wrote one was handed to. */
export const credentialFile = "credential file";

/** Whom the present refresh token was handed to: they stop working with it. */
export function holdersOf({ login, handedOver }: Profile): string[] {
  const present = login?.refreshFingerprint;
  return handedOver.filter(({ refreshFingerprint }) => refreshFingerprint === present).map(({ to }) => to);
}

/** Names for a sentence: `a`, `a and b`, `a, b and c`. */
export function listNames(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
}
