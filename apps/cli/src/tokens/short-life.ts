import type { AccessToken } from "@nowtoken/core";

/** What to say of a token that lives shorter than was wished for, though no better one can be had. */
export function describeShortLife(token: AccessToken, minTtlSeconds: number): string[] {
  const { secondsLeft, expiresAt, refreshed } = token;
  if (secondsLeft >= minTtlSeconds) return [];
  if (secondsLeft <= 0 && expiresAt === undefined) {
    return [
      "Nobody knows whether the access token is alive: the instance did not say when it dies, or this computer's clock was set back since. No new one was to be asked for.",
    ];
  }
  const why = refreshed
    ? "the OAuth record's Access Token Lifespan allows no more"
    : "and no new one was to be asked for";
  return [`The access token lives ${secondsLeft} seconds more, less than --min-ttl: ${why}.`];
}
