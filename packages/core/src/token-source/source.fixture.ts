import { type GivenStore, givenLogin, someLogin } from "../store/given-store.fixture.ts";
import { type Answering, startOfTests } from "./answering.fixture.ts";
import { createTokenSource } from "./token-source.ts";

/** A source for the profile `default` of a store. */
export const sourceIn = ({ store }: Pick<GivenStore, "store">, { effects }: Answering, options = {}) =>
  createTokenSource({ store, profile: "default", effects, ...options });

/** A login whose access token lives until then. */
export const aliveUntil = (root: string, expiresAt: string) =>
  givenLogin(root, {
    receivedAt: startOfTests,
    credential: { ...someLogin().credential, expiresAt: new Date(expiresAt) },
  });
