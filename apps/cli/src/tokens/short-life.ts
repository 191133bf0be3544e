import type { AccessToken } from "@nowtoken/core";

/** What to say of a token that lives shorter than was wished for, though no better one can be had. */
export function describeShortLife({ secondsLeft, refreshed }: AccessToken, minTtlSeconds: number): string[] {
  if (secondsLeft >= minTtlSeconds) return [];
  const why = refreshed
    ? "the OAuth record's Access Token Lifespan allows no more"
    : "and no new one was to be asked for";
  return [`The access token lives ${secondsLeft} seconds more, less than --min-ttl: ${why}.`];
}
