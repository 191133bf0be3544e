import type { AccessToken } from "@nowtoken/core";
import { advise } from "../failures/advise.ts";

/** What to say of a token that lives shorter than was wished for, though no better one can be had. */
export async function describeShortLife(token: AccessToken, minTtlSeconds: number): Promise<string[]> {
  const { secondsLeft, expiresAt } = token;
  if (secondsLeft >= minTtlSeconds) return [];
  const why = await whyNoBetter(token);
  if (secondsLeft <= 0 && expiresAt === undefined) {
    return [
      `Nobody knows whether the access token is alive: the instance did not say when it dies, or this computer's clock was set back since. ${why}`,
    ];
  }
  return [`The access token lives ${secondsLeft} seconds more, less than --min-ttl. ${why}`];
}

async function whyNoBetter({ refreshed, notRefreshed }: AccessToken): Promise<string> {
  if (notRefreshed?.reason === "not-renewable")
    return "Only a login gets another one: the instance issued no refresh token.";
  if (notRefreshed?.reason === "failed")
    return `A new one cannot be had just now. ${(await advise(notRefreshed.error)).message}`;
  return refreshed
    ? "The OAuth record's Access Token Lifespan allows no more."
    : "No new one was to be asked for.";
}
