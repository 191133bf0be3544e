import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Effects } from "../effects.ts";
import { fingerprintOf } from "../store/fingerprint.ts";
import { givenLogin } from "../store/given-store.fixture.ts";
import { answering, networkError, refusing, tokens } from "../token-source/answering.fixture.ts";
import { revokeProfile } from "./revoke-profile.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

/** Revokes a login; the token endpoint then does one act after the other, and no access token works. */
async function revoke(acts: Parameters<typeof answering>[0]) {
  const { store } = await givenLogin(root);
  const { effects } = answering(acts);
  const fetch: Effects["fetch"] = async (url, init) => {
    const { pathname } = new URL(url);
    if (pathname === "/oauth_token.do") return effects.fetch(url, init);
    return new Response("{}", { status: pathname.startsWith("/oauth_revoke") ? 200 : 401 });
  };
  const revoked = await revokeProfile({ store, name: "default" }, { ...effects, fetch });
  return { revoked, kept: await store.open("default") };
}

test("of tokens that are proved dead nothing is kept", async () => {
  const { revoked, kept } = await revoke([refusing("invalid_grant")]);
  expect(revoked).toMatchObject({ refreshToken: { outcome: "confirmed" } });
  expect(kept?.profile.login).toBeUndefined();
  expect(kept?.secrets).toEqual({ clientSecret: "client-secret" });
});

test("fault 25: where the answer to the proof was lost, that is remembered", async () => {
  const { revoked, kept } = await revoke([networkError("ECONNRESET")]);
  expect(revoked).toMatchObject({ refreshToken: { outcome: "unconfirmed" } });
  expect(kept?.profile.login).toMatchObject({ answerLostAt: expect.any(Date) });
  expect(kept?.secrets).toEqual({ clientSecret: "client-secret", refreshToken: "first-refresh" });
});

test("a refresh token that lives on, and was rotated by the proof, is kept with its fingerprint", async () => {
  const { revoked, kept } = await revoke([tokens({ refresh_token: "second-refresh" })]);
  expect(revoked).toMatchObject({ refreshToken: { outcome: "alive" } });
  expect(kept?.profile.login?.refreshFingerprint).toBe(fingerprintOf("second-refresh"));
  expect(kept?.secrets.refreshToken).toBe("second-refresh");
});
