import { randomBytes } from "node:crypto";
import type { Behaviour, TokenAnswer } from "./behaviour.ts";
import type { PracticeClient, PracticeUser } from "./options.ts";

interface AccessToken {
  readonly value: string;
  expiresAt: Date;
}

/** The tokens of one user and one client: an instance keeps one pair of them (KB0791140). */
export interface TokenPair {
  readonly client: PracticeClient;
  readonly user: PracticeUser;
  scope: string;
  /** The newest last; a refresh leaves the earlier ones valid until their own end (inferred). */
  accessTokens: AccessToken[];
  refreshToken: string;
  readonly retiredRefreshTokens: Set<string>;
  refreshExpiresAt: Date;
  /** How many refreshes were asked for, and how many of them are under way. */
  readonly refreshes: { asked: number; running: number };
}

export type TokenStore = ReturnType<typeof createTokenStore>;

/** Every token that the instance has given out. */
export function createTokenStore(now: () => Date, behaviour: Behaviour) {
  let pairs: TokenPair[] = [];
  const inSeconds = (seconds: number) => new Date(now().getTime() + seconds * 1_000);
  const createToken = () =>
    randomBytes(behaviour.tokenLength).toString("base64url").slice(0, behaviour.tokenLength);
  const createAccessToken = ({ client, user }: TokenPair, expiresAt: Date) =>
    client.tokenFormat === "jwt" ? createJwt({ client, user, expiresAt }) : createToken();

  function addAccessToken(pair: TokenPair): void {
    const expiresAt = inSeconds(pair.client.accessTokenLifespan);
    pair.accessTokens.push({ value: createAccessToken(pair, expiresAt), expiresAt });
  }

  function createPair(client: PracticeClient, user: PracticeUser): TokenPair {
    const pair: TokenPair = {
      client,
      user,
      scope: "",
      accessTokens: [],
      refreshToken: createToken(),
      retiredRefreshTokens: new Set(),
      refreshExpiresAt: now(),
      refreshes: { asked: 0, running: 0 },
    };
    pairs.push(pair);
    return pair;
  }

  const findRefresh = (client: PracticeClient, refreshToken: string) =>
    pairs.find((pair) => pair.refreshToken === refreshToken && pair.client === client);

  return {
    findRefresh,

    /** A login: the pair that the user and client have, with new dates, as long as it lives; else a new one (KB0791140). */
    issue(client: PracticeClient, user: PracticeUser, scope: string): TokenPair {
      const known = pairs.find(
        (pair) => pair.client === client && pair.user === user && pair.refreshExpiresAt > now(),
      );
      const pair = known ?? createPair(client, user);
      const current = pair.accessTokens.at(-1);
      if (current && current.expiresAt > now()) current.expiresAt = inSeconds(client.accessTokenLifespan);
      else addAccessToken(pair);
      pair.refreshExpiresAt = inSeconds(client.refreshTokenLifespan);
      pair.scope = scope;
      return pair;
    },

    /** A new access token; the refresh token keeps its date of death (KB0791140). Undefined for a dead or foreign one. */
    refresh(client: PracticeClient, refreshToken: string): TokenPair | undefined {
      const pair = findRefresh(client, refreshToken);
      if (pair === undefined || pair.refreshExpiresAt <= now() || !pair.user.active) {
        if (behaviour.rotation === "rotate-and-revoke") {
          pairs = pairs.filter((pair) => !pair.retiredRefreshTokens.has(refreshToken));
        }
        return undefined;
      }
      addAccessToken(pair);
      if (behaviour.rotation !== "none") {
        pair.retiredRefreshTokens.add(refreshToken);
        pair.refreshToken = createToken();
      }
      return pair;
    },

    /** Whom a living access token of an active client belongs to. */
    findAccess(token: string): TokenPair | undefined {
      const isAlive = ({ value, expiresAt }: AccessToken) => value === token && expiresAt > now();
      // An inactive record makes its tokens unusable (reported in a product's runbook); an inactive user, too (guess).
      return pairs.find(
        ({ client, user, accessTokens }) => client.active && user.active && accessTokens.some(isAlive),
      );
    },

    /** Ends a token, as if its time were over; a refresh token's access tokens too where the switch says so. */
    revoke(token: string): void {
      for (const pair of pairs) {
        const isRefreshToken = pair.refreshToken === token;
        if (isRefreshToken) pair.refreshExpiresAt = now();
        const endsAll = isRefreshToken && behaviour.revocation === "pair";
        pair.accessTokens = pair.accessTokens.filter(({ value }) => !endsAll && value !== token);
      }
    },

    forgetAll(): void {
      pairs = [];
    },
  };
}

/** An access token in the format JWT; its claims are a guess, and nobody can check its signature. */
function createJwt(token: { client: PracticeClient; user: PracticeUser; expiresAt: Date }): string {
  const { client, user, expiresAt } = token;
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const exp = Math.floor(expiresAt.getTime() / 1_000);
  const claims = {
    sub: user.userName,
    client_id: client.clientId,
    exp,
    jti: randomBytes(16).toString("hex"),
  };
  return [encode({ alg: "RS256", typ: "JWT" }), encode(claims), randomBytes(256).toString("base64url")].join(
    ".",
  );
}

/** The body of a token answer, in the key order of captures. */
export function toTokenAnswer(pair: TokenPair, now: Date, withRefreshToken: boolean): TokenAnswer {
  const { value = "", expiresAt = now } = pair.accessTokens.at(-1) ?? {};
  return {
    access_token: value,
    ...(withRefreshToken && { refresh_token: pair.refreshToken }),
    scope: pair.scope,
    token_type: "Bearer",
    // The seconds that are left, one less than the lifespan from the first moment on (nearly every capture says 1799).
    expires_in: Math.ceil((expiresAt.getTime() - now.getTime()) / 1_000) - 1,
  };
}
