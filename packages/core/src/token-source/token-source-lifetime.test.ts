import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { changeProfile } from "../store/change-profile.ts";
import { failureOf, givenLogin, someLogin } from "../store/given-store.fixture.ts";
import { createProfileStore } from "../store/profile-store.ts";
import {
  type Act,
  answering,
  networkError,
  numbered,
  page,
  refusing,
  startOfTests,
} from "./answering.fixture.ts";
import { aliveUntil, sourceIn } from "./source.fixture.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

describe("of an access token that lives four minutes more", () => {
  const fourMinutes = "2026-11-26T11:04:00Z";
  /** Four minutes, less what was waited between the attempts. */
  const alive = { accessToken: "first-access", refreshed: false, expiresAt: new Date(fourMinutes) };

  test.each<[string, (() => Act)[], string]>([
    ["a network that is down", [networkError("ECONNREFUSED")], "INSTANCE_UNREACHABLE"],
    ["a server in trouble", [refusing("invalid_grant", 500)], "TOKEN_RESPONSE_INVALID"],
    ["an instance that sleeps", [page(200)], "TOKEN_RESPONSE_INVALID"],
  ])("%s is no failure: it is given out, with what happened", async (_, acts, code) => {
    const given = await aliveUntil(root, fourMinutes);
    const token = await sourceIn(given, answering(acts)).getAccessToken();
    expect(token).toMatchObject({ ...alive, notRefreshed: { reason: "failed", error: { code } } });
    expect(token.secondsLeft).toBeGreaterThan(230);
  });

  test("an answer that was lost is remembered though it is given out", async () => {
    const given = await aliveUntil(root, fourMinutes);
    await sourceIn(given, answering([networkError("ECONNRESET")])).getAccessToken();
    expect(given.store.read("default")?.login?.answerLostAt).toEqual(expect.any(Date));
  });

  test("a profile that another process holds for too long is no failure either", async () => {
    const given = await aliveUntil(root, fourMinutes);
    const { stateFolder } = given;
    const impatient = createProfileStore({
      stateFolder,
      environment: { NOWTOKEN_VAULT_KEY: "ab".repeat(32) },
      lockWaitMs: 0,
    });
    const token = await given.store.hold("default", () =>
      sourceIn({ store: impatient }, answering([])).getAccessToken(),
    );
    expect(token).toMatchObject({ ...alive, notRefreshed: { error: { code: "STORE_BUSY" } } });
  });

  test.each<[string, (() => Act)[], object, string]>([
    ["a verdict on the refresh token", [refusing("invalid_grant")], {}, "LOGIN_REQUIRED"],
    ["a client that is refused", [refusing("invalid_client", 401)], {}, "TOKEN_REQUEST_REJECTED"],
    [
      "what may pass, where another is wanted always",
      [page(403)],
      { refresh: "always" },
      "TOKEN_RESPONSE_INVALID",
    ],
  ])("%s is a failure", async (_, acts, wish, code) => {
    const source = sourceIn(await aliveUntil(root, fourMinutes), answering(acts));
    expect(await failureOf(source.getAccessToken(wish))).toMatchObject({ code });
  });

  test("of many that ask at once only those fail that want another always", async () => {
    const source = sourceIn(await aliveUntil(root, fourMinutes), answering([page(403)]));
    const outcomes = await Promise.allSettled([
      source.getAccessToken({ refresh: "always" }),
      source.getAccessToken(),
      source.getAccessToken({ refresh: "always" }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected"]);
  });

  test("whoever gives up gets nothing", async () => {
    const stop = new AbortController();
    const instance = answering([
      () => (signal) => {
        setImmediate(() => stop.abort(new Error("no longer wanted")));
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    ]);
    const source = sourceIn(await aliveUntil(root, fourMinutes), instance);
    await expect(source.getAccessToken({ signal: stop.signal })).rejects.toThrow("no longer wanted");
  });
});

describe("of a login without a refresh token", () => {
  const alone = { ...someLogin().credential, refreshToken: undefined };
  const until = (time: string, changes = {}) =>
    givenLogin(root, {
      receivedAt: startOfTests,
      credential: { ...alone, expiresAt: new Date(time) },
      ...changes,
    });
  const wish = { minTtlSeconds: 7200 };

  test.each<[string, object]>([
    ["a person's", {}],
    ["a password's", { grant: "password" }],
    ["a machine's whose key is not known", { grant: "jwt-bearer" }],
    [
      "a machine's whose secret is not known",
      { grant: "client-credentials", settings: { ...someLogin().settings, clientSecret: undefined } },
    ],
  ])("an access token that lives is given out, whatever is wished: %s", async (_, changes) => {
    const given = await until("2026-11-26T11:29:00Z", changes);
    await rm(join(given.stateFolder, "locks"), { recursive: true });
    expect(await sourceIn(given, answering([])).getAccessToken(wish)).toEqual({
      accessToken: "first-access",
      instanceUrl: "https://dev1.service-now.com",
      expiresAt: new Date("2026-11-26T11:29:00Z"),
      secondsLeft: 1740,
      refreshed: false,
      notRefreshed: { reason: "not-renewable" },
    });
    expect(await readdir(given.stateFolder)).toEqual(["profiles"]);
  });

  test("an access token of unknown life is given out for as long as it may live", async () => {
    const given = await until("2026-11-26T11:29:00Z");
    await changeProfile(given.store, "default", ({ login }) => ({
      ...(login && { login: { ...login, accessExpiresAt: null } }),
    }));
    const instance = answering([]);
    instance.pass(7200);
    expect(await sourceIn(given, instance).getAccessToken(wish)).toMatchObject({ secondsLeft: 0 });
  });

  test("another that is wanted always is a login that is needed", async () => {
    const source = sourceIn(await until("2026-11-26T11:29:00Z"), answering([]));
    expect(await failureOf(source.getAccessToken({ refresh: "always" }))).toMatchObject({
      code: "LOGIN_REQUIRED",
      details: { reason: "no-refresh-token" },
    });
  });

  test("a machine asks for its next one", async () => {
    const given = await until("2026-11-26T11:29:00Z", { grant: "client-credentials" });
    expect(await sourceIn(given, answering(numbered())).getAccessToken(wish)).toMatchObject({
      accessToken: "access-1",
      refreshed: true,
    });
  });
});
