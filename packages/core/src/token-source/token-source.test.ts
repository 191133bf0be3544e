import { mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isAuthError } from "../errors.ts";
import { changeProfile } from "../store/change-profile.ts";
import {
  failureOf,
  type GivenStore,
  givenLogin,
  givenStore,
  someLogin,
} from "../store/given-store.fixture.ts";
import { createProfileStore } from "../store/profile-store.ts";
import { saveClient, saveLogin } from "../store/save-login.ts";
import type { NewTokens } from "./announcer.ts";
import {
  type Act,
  type Answering,
  answering,
  catchAll,
  networkError,
  page,
  refusing,
  startOfTests,
  tokens,
} from "./answering.fixture.ts";
import {
  createTokenSource,
  type TokenOrigin,
  type TokenSource,
  type TokenSourceOptions,
} from "./token-source.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

/** Gives each request tokens of their own: `access-1` and, where they rotate, `refresh-1` for the first. */
function numbered({
  rotating = false,
  ...body
}: {
  rotating?: boolean;
  expires_in?: number;
} = {}): (() => Act)[] {
  let count = 0;
  return [
    () => {
      count += 1;
      return tokens({
        access_token: `access-${count}`,
        ...(rotating && { refresh_token: `refresh-${count}` }),
        ...body,
      })();
    },
  ];
}

interface Given extends Answering {
  readonly origin: TokenOrigin;
  readonly refreshToken: () => Promise<string | undefined>;
}

/** A login whose access token died half an hour ago, in a profile or in this process alone. */
const places: [string, (acts: (() => Act)[]) => Promise<Given>][] = [
  [
    "a profile",
    async (acts) => {
      const { store } = await givenLogin(root);
      const refreshToken = async () => (await store.open("default"))?.secrets.refreshToken;
      return { ...answering(acts), origin: { store, profile: "default" }, refreshToken };
    },
  ],
  [
    "this process alone",
    async (acts) => {
      const instance = answering(acts);
      const { settings, credential } = someLogin();
      const { accessToken, refreshToken, expiresAt } = credential;
      const origin = { settings: { ...settings, accessToken, refreshToken, expiresAt } };
      return { ...instance, origin, refreshToken: async () => instance.requests.at(-1)?.["refresh_token"] };
    },
  ],
];

const sourceOf = ({ origin, effects }: Given, options: Partial<TokenSourceOptions> = {}) =>
  createTokenSource({ ...origin, effects, ...options });

/** A source for the profile `default` of a store. */
const sourceIn = ({ store }: Pick<GivenStore, "store">, { effects }: Answering, options = {}) =>
  createTokenSource({ store, profile: "default", effects, ...options });

const aliveUntil = (expiresAt: string) =>
  givenLogin(root, {
    receivedAt: startOfTests,
    credential: { ...someLogin().credential, expiresAt: new Date(expiresAt) },
  });

describe.each(places)("of a login in %s", (_, given) => {
  test("a dead access token is refreshed once, and the new one given out until it is nearly dead", async () => {
    const login = await given(numbered());
    const source = sourceOf(login);
    expect(await source.getAccessToken()).toEqual({
      accessToken: "access-1",
      instanceUrl: "https://dev1.service-now.com",
      expiresAt: new Date(startOfTests.getTime() + 1_799_000),
      secondsLeft: 1799,
      refreshed: true,
    });
    login.pass(1499);
    expect(await source.getAccessToken()).toMatchObject({
      accessToken: "access-1",
      secondsLeft: 300,
      refreshed: false,
    });
    login.pass(1);
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-2", refreshed: true });
  });

  test("the refresh goes out with the client, the refresh token and no scope", async () => {
    const login = await given(numbered());
    await sourceOf(login).getAccessToken();
    expect(login.requests).toEqual([
      {
        grant_type: "refresh_token",
        refresh_token: "first-refresh",
        client_id: "id",
        client_secret: "client-secret",
      },
    ]);
  });

  test("many that ask at once share one refresh, and one failure", async () => {
    const login = await given([page(403), ...numbered()]);
    const source = sourceOf(login);
    const ask = () => Promise.all(Array.from({ length: 10 }, () => source.getAccessToken()));
    expect(await failureOf(ask())).toMatchObject({ code: "TOKEN_RESPONSE_INVALID" });
    expect(login.requests).toHaveLength(1);
    expect(new Set((await ask()).map(({ accessToken }) => accessToken))).toEqual(new Set(["access-1"]));
    expect(login.requests).toHaveLength(2);
  });

  test("a refresh token that is missing in the answer is the old one", async () => {
    const login = await given(numbered());
    const source = sourceOf(login);
    await source.getAccessToken();
    await source.getAccessToken({ refresh: "always" });
    expect(login.requests.map((form) => form["refresh_token"])).toEqual(["first-refresh", "first-refresh"]);
  });

  test("a refresh token that was rotated takes the place of the old one", async () => {
    const login = await given(numbered({ rotating: true }));
    const source = sourceOf(login);
    for (let count = 0; count < 3; count += 1) await source.getAccessToken({ refresh: "always" });
    expect(login.requests.map((form) => form["refresh_token"])).toEqual([
      "first-refresh",
      "refresh-1",
      "refresh-2",
    ]);
  });

  test("a token that lives shorter than is wished for is given out all the same, at one refresh a call", async () => {
    const login = await given(numbered());
    const source = sourceOf(login);
    expect(await source.getAccessToken({ minTtlSeconds: 3600 })).toMatchObject({ secondsLeft: 1799 });
    expect(await source.getAccessToken({ minTtlSeconds: 3600 })).toMatchObject({ accessToken: "access-2" });
    expect(login.requests).toHaveLength(2);
  });

  test("fault 19: a token of unknown life is taken for half an hour's", async () => {
    const login = await given([tokens({ expires_in: undefined })]);
    const source = sourceOf(login);
    const first = await source.getAccessToken();
    expect(first).toMatchObject({ accessToken: "new-access", secondsLeft: 1800 });
    expect(first.expiresAt).toBeUndefined();
    login.pass(1500);
    await source.getAccessToken();
    expect(login.requests).toHaveLength(1);
    login.pass(1);
    await source.getAccessToken();
    expect(login.requests).toHaveLength(2);
  });

  test.each([
    ["ten minutes fast", 600],
    ["two years fast", 63_072_000],
    ["ten minutes slow", -600],
    ["two years slow", -63_072_000],
  ])(
    "fault 18: by a clock that is %s a call refreshes at most once, and the next not at all",
    async (__, seconds) => {
      const login = await given(numbered());
      const source = sourceOf(login);
      await source.getAccessToken();
      login.pass(seconds);
      const token = await source.getAccessToken();
      const requests = login.requests.length;
      expect(requests).toBeLessThanOrEqual(2);
      expect(await source.getAccessToken()).toMatchObject({ accessToken: token.accessToken });
      expect(login.requests).toHaveLength(requests);
    },
  );

  test("fault 18: by a clock that goes back at every look each call still refreshes at most once", async () => {
    const login = await given(numbered());
    let hour = 48;
    const goingBack = () => {
      hour -= 1;
      return new Date(startOfTests.getTime() + hour * 3_600_000);
    };
    const source = sourceOf(login, { effects: { ...login.effects, now: goingBack } });
    for (let count = 1; count <= 3; count += 1) {
      await source.getAccessToken();
      expect(login.requests).toHaveLength(count);
    }
  });

  test("fault 18: a clock that was set back makes no token dead that may live", async () => {
    const login = await given(numbered());
    const source = sourceOf(login);
    await source.getAccessToken();
    login.pass(-3600);
    const kept = await source.getAccessToken({ refresh: "never" });
    expect(kept).toMatchObject({ accessToken: "access-1", secondsLeft: 0, refreshed: false });
    expect(kept.expiresAt).toBeUndefined();
  });

  test("a token that must not be refreshed is given out while it lives", async () => {
    const login = await given(numbered());
    const source = sourceOf(login);
    const stale = { code: "LOGIN_REQUIRED", details: { reason: "stale" } };
    expect(await failureOf(source.getAccessToken({ refresh: "never" }))).toMatchObject(stale);
    await source.getAccessToken();
    login.pass(1798);
    expect(await source.getAccessToken({ refresh: "never" })).toMatchObject({ secondsLeft: 1 });
    login.pass(1);
    expect(await failureOf(source.getAccessToken({ refresh: "never" }))).toMatchObject(stale);
    expect(login.requests).toHaveLength(1);
  });

  test.each<[string, (() => Act)[], object]>([
    ["refused", [refusing("invalid_grant")], { error: "invalid_grant", status: 400 }],
    ["refused", [catchAll], { error: "server_error", status: 401 }],
    ["answer-lost", [networkError("ECONNRESET"), refusing("invalid_grant")], { error: "invalid_grant" }],
  ])("a refresh token that is dead (%s) asks for a login, and stays", async (reason, acts, details) => {
    const login = await given(acts);
    expect(await failureOf(sourceOf(login).getAccessToken())).toMatchObject({
      code: "LOGIN_REQUIRED",
      details: { reason, ...details },
    });
    expect(await login.refreshToken()).toBe("first-refresh");
  });

  test.each<[string, (() => Act)[], string]>([
    ["a server in trouble", [refusing("invalid_grant", 500)], "TOKEN_RESPONSE_INVALID"],
    ["a connection that is reset", [networkError("ECONNRESET")], "INSTANCE_UNREACHABLE"],
    ["a firewall", [page(403)], "TOKEN_RESPONSE_INVALID"],
    ["a client that is refused", [refusing("invalid_client", 401)], "TOKEN_REQUEST_REJECTED"],
  ])("%s leaves everything as it is, for the next call", async (__, failures, code) => {
    const failing = await given(failures);
    const source = sourceOf(failing);
    expect(await failureOf(source.getAccessToken())).toMatchObject({ code });
    failing.requests.length = 0;
    expect(await failureOf(source.getAccessToken())).toMatchObject({ code });
    expect(failing.requests[0]?.["refresh_token"]).toBe("first-refresh");
  });

  test("whoever gives up leaves the others their token", async () => {
    const login = await given(numbered());
    const source = sourceOf(login);
    const stop = new AbortController();
    const reason = new Error("no longer wanted");
    const quitter = failureOf(source.getAccessToken({ signal: stop.signal }));
    const other = source.getAccessToken();
    stop.abort(reason);
    expect(await quitter).toBe(reason);
    expect(await other).toMatchObject({ accessToken: "access-1" });
    expect(login.requests).toHaveLength(1);
  });

  test("when all give up the refresh ends, and the next who asks begins another", async () => {
    let begun = () => {};
    const running = new Promise<void>((resolve) => (begun = resolve));
    const login = await given([
      () => (signal) => {
        begun();
        return new Promise((__, reject) =>
          signal.addEventListener("abort", () => reject(new Error("ended"))),
        );
      },
      ...numbered(),
    ]);
    const source = sourceOf(login);
    const stops = [new AbortController(), new AbortController()];
    const quitters = stops.map(({ signal }) => failureOf(source.getAccessToken({ signal })));
    await running;
    for (const [index, stop] of stops.entries()) stop.abort(index);
    expect(await Promise.all(quitters)).toEqual([0, 1]);
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1" });
  });

  test("whoever has given up already gets nothing", async () => {
    const login = await given(numbered());
    const over = AbortSignal.abort(new Error("over"));
    await expect(sourceOf(login).getAccessToken({ signal: over })).rejects.toThrow("over");
    expect(login.requests).toEqual([]);
  });
});

describe.each(places)("onTokens, of a login in %s,", (_, given) => {
  test("hears of new tokens before anybody gets them, and of kept ones not at all", async () => {
    const login = await given(numbered({ rotating: true }));
    const events: unknown[] = [];
    const onTokens = async (heard: NewTokens) => {
      await new Promise(setImmediate);
      events.push({ ...heard, kept: await login.refreshToken() });
    };
    const source = sourceOf(login, { onTokens });
    const ask = async () => events.push((await source.getAccessToken()).accessToken);
    await Promise.all([ask(), ask()]);
    await ask();
    expect(events).toEqual([
      {
        accessToken: "access-1",
        refreshToken: "refresh-1",
        rotated: true,
        expiresAt: new Date(startOfTests.getTime() + 1_799_000),
        kept: expect.any(String),
      },
      "access-1",
      "access-1",
      "access-1",
    ]);
  });

  test("hears of a refresh token that stayed as of the same one", async () => {
    const login = await given(numbered());
    const heard: NewTokens[] = [];
    await sourceOf(login, { onTokens: (news) => void heard.push(news) }).getAccessToken();
    expect(heard).toMatchObject([{ refreshToken: "first-refresh", rotated: false }]);
  });

  test("that throws hears of the same tokens again before anybody gets them", async () => {
    const login = await given(numbered({ rotating: true }));
    let heard: string[] = [];
    let works = false;
    const onTokens = ({ accessToken }: NewTokens) => {
      heard = [...heard, accessToken];
      if (!works) throw new Error("nobody listens");
    };
    const source = sourceOf(login, { onTokens });
    await expect(source.getAccessToken()).rejects.toThrow("nobody listens");
    await expect(source.getAccessToken()).rejects.toThrow("nobody listens");
    works = true;
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1" });
    await source.getAccessToken();
    expect(heard).toEqual(["access-1", "access-1", "access-1"]);
    expect(login.requests).toHaveLength(1);
  });

  test("holds back whoever finds the new token while it is being told of", async () => {
    const login = await given(numbered());
    let told = false;
    let tell = () => {};
    let asked = () => {};
    const hearing = new Promise<void>((resolve) => (asked = resolve));
    const onTokens = () => {
      asked();
      return new Promise<void>((resolve) => {
        tell = () => {
          told = true;
          resolve();
        };
      });
    };
    const source = sourceOf(login, { onTokens });
    const first = source.getAccessToken();
    await hearing;
    const second = source.getAccessToken().then((token) => ({ ...token, told }));
    setTimeout(() => tell(), 20);
    expect(await second).toMatchObject({ accessToken: "access-1", told: true });
    await first;
  });
});

describe("of a profile", () => {
  test("a refresh token that was rotated is in the file before onTokens hears of it", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered({ rotating: true }));
    const elsewhere = createProfileStore({
      stateFolder: given.stateFolder,
      environment: { NOWTOKEN_VAULT_KEY: "ab".repeat(32) },
    });
    const kept: unknown[] = [];
    const onTokens = async () => void kept.push((await elsewhere.open("default"))?.secrets);
    await sourceIn(given, instance, { onTokens }).getAccessToken();
    expect(kept).toMatchObject([{ accessToken: "access-1", refreshToken: "refresh-1" }]);
  });

  test("a refresh keeps the day of death, the hand-overs and the user, and notes what was granted", async () => {
    const given = await givenLogin(root);
    const handedOver = [{ to: "Splunk", at: startOfTests, refreshFingerprint: "6f277cbe" }];
    await changeProfile(given.store, "default", ({ login }) => ({
      handedOver,
      ...(login && {
        login: { ...login, user: { userName: "jane" }, refusedAt: startOfTests, answerLostAt: startOfTests },
      }),
    }));
    const before = given.store.read("default")?.login;
    await sourceIn(given, answering([tokens({ scope: "useraccount email" })])).getAccessToken();
    const after = given.store.read("default");
    expect(after?.handedOver).toEqual(handedOver);
    const { refusedAt: _, answerLostAt: __, ...rest } = before ?? {};
    expect(after?.login).toEqual({
      ...rest,
      scopes: ["useraccount", "email"],
      accessReceivedAt: startOfTests,
      accessExpiresAt: new Date(startOfTests.getTime() + 1_799_000),
    });
  });

  test("what another process refreshed meanwhile is shared, whatever is left of it", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered({ expires_in: 60 }));
    const others = Array.from({ length: 5 }, () => sourceIn(given, instance));
    const tokens = await Promise.all(others.map((source) => source.getAccessToken({ minTtlSeconds: 3600 })));
    expect(tokens).toMatchObject(Array(5).fill({ accessToken: "access-1", refreshed: true }));
    expect(instance.requests).toHaveLength(1);
  });

  test("a refresh that is wanted always is not shared with other processes", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered());
    const others = [sourceIn(given, instance), sourceIn(given, instance)];
    await Promise.all(others.map((source) => source.getAccessToken({ refresh: "always" })));
    expect(instance.requests).toHaveLength(2);
  });

  test("what is good for long enough is given out without a request, a lock or a write", async () => {
    const given = await aliveUntil("2026-11-26T11:05:00Z");
    await rm(join(given.stateFolder, "locks"), { recursive: true });
    const text = await given.textOf("default");
    const instance = answering([]);
    expect(await sourceIn(given, instance).getAccessToken()).toMatchObject({
      secondsLeft: 300,
      refreshed: false,
    });
    expect(instance.requests).toEqual([]);
    expect(await given.textOf("default")).toBe(text);
    expect(await readdir(given.stateFolder)).toEqual(["profiles"]);
  });

  test("that is not there asks for a login, and nothing is made", async () => {
    const given = await givenStore(root);
    const missing = { code: "LOGIN_REQUIRED", details: { profile: "default", reason: "no-profile" } };
    const source = sourceIn(given, answering([]));
    for (const refresh of ["when-needed", "always", "never"] as const)
      expect(await failureOf(source.getAccessToken({ refresh }))).toMatchObject(missing);
    expect(await readdir(given.stateFolder)).toEqual([]);
  });

  test.each([
    ["nobody logged in to", "no-tokens", undefined],
    ["has no refresh token", "no-refresh-token", { ...someLogin().credential, refreshToken: undefined }],
  ])("that %s asks for a login", async (_, reason, credential) => {
    const given = await givenStore(root);
    if (credential) await saveLogin(given.store, someLogin({ credential }));
    else await saveClient(given.store, someLogin());
    const instance = answering([]);
    expect(await failureOf(sourceIn(given, instance).getAccessToken())).toMatchObject({
      code: "LOGIN_REQUIRED",
      details: { profile: "default", reason },
    });
    expect(instance.requests).toEqual([]);
  });

  test("that was removed while its lock was waited for asks for a login", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered());
    const asked = await given.store.hold("default", async () => {
      const waiting = failureOf(sourceIn(given, instance).getAccessToken());
      await new Promise((resolve) => setTimeout(resolve, 20));
      await rm(given.pathOf("default"));
      return { waiting };
    });
    expect(await asked.waiting).toMatchObject({ details: { reason: "no-profile" } });
    expect(instance.requests).toEqual([]);
  });

  test("whose refresh token died on its day is told as expired, once the instance has refused it", async () => {
    const given = await givenLogin(root);
    const instance = answering([refusing("invalid_grant")]);
    instance.pass(101 * 86_400);
    expect(await failureOf(sourceIn(given, instance).getAccessToken())).toMatchObject({
      details: { reason: "expired" },
    });
    expect(instance.requests).toHaveLength(1);
  });

  test("whose refresh token should have died on its day, by a wrong clock, is refreshed", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered());
    instance.pass(63_072_000);
    expect(await sourceIn(given, instance).getAccessToken()).toMatchObject({ accessToken: "access-1" });
  });

  test("that was refused says so until it is refreshed, and keeps its tokens", async () => {
    const given = await givenLogin(root);
    const instance = answering([refusing("invalid_grant"), ...numbered()]);
    const source = sourceIn(given, instance);
    await failureOf(source.getAccessToken());
    const refused = await given.store.open("default");
    expect(refused?.profile.login?.refusedAt).toEqual(startOfTests);
    expect(refused?.secrets).toMatchObject({ accessToken: "first-access", refreshToken: "first-refresh" });
    await source.getAccessToken();
    expect(given.store.read("default")?.login).not.toHaveProperty("refusedAt");
  });

  test("fault 25: a lost answer is remembered by the next process, which tells it from a revoked token", async () => {
    const given = await givenLogin(root);
    const lost = answering([networkError("ECONNRESET")]);
    expect(await failureOf(sourceIn(given, lost).getAccessToken())).toMatchObject({
      code: "INSTANCE_UNREACHABLE",
    });
    expect(given.store.read("default")?.login?.answerLostAt).toEqual(expect.any(Date));
    const refused = await failureOf(sourceIn(given, answering([refusing("invalid_grant")])).getAccessToken());
    expect(refused).toMatchObject({ code: "LOGIN_REQUIRED", details: { reason: "answer-lost" } });
  });

  test("an answer that nobody waited for is remembered as lost", async () => {
    const given = await givenLogin(root);
    const stop = new AbortController();
    const instance = answering([
      () => (signal) => {
        setImmediate(() => stop.abort(new Error("no longer wanted")));
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    ]);
    const source = sourceIn(given, instance);
    await expect(source.getAccessToken({ signal: stop.signal })).rejects.toThrow("no longer wanted");
    expect(given.store.read("default")?.login?.answerLostAt).toEqual(startOfTests);
  });

  /** Leaves of a holder what is left when it is killed. */
  const letHolderDie = ({ stateFolder }: GivenStore) =>
    writeFile(join(stateFolder, "locks", "default.lock.pid"), "4194305");

  test("fault 25: the answer to whoever was killed with the lock may be lost, whoever had it in between", async () => {
    const given = await givenLogin(root);
    await letHolderDie(given);
    await changeProfile(given.store, "default", () => ({}));
    await failureOf(sourceIn(given, answering([page(403)])).getAccessToken());
    expect(given.store.read("default")?.login).not.toHaveProperty("answerLostAt");
    const refused = await failureOf(sourceIn(given, answering([refusing("invalid_grant")])).getAccessToken());
    expect(refused).toMatchObject({ code: "LOGIN_REQUIRED", details: { reason: "answer-lost" } });
    expect(given.store.read("default")?.login?.answerLostAt).toEqual(expect.any(Date));
  });

  test.each<[string, (given: GivenStore) => Promise<unknown>]>([
    ["a refresh that works", (given) => sourceIn(given, answering(numbered())).getAccessToken()],
    ["a login", ({ store }) => saveLogin(store, someLogin({ receivedAt: startOfTests }))],
  ])("after %s nothing is left of a holder that was killed before", async (_, heal) => {
    const given = await givenLogin(root);
    await letHolderDie(given);
    await heal(given);
    const source = sourceIn(given, answering([refusing("invalid_grant")]));
    expect(await failureOf(source.getAccessToken({ refresh: "always" }))).toMatchObject({
      code: "LOGIN_REQUIRED",
      details: { reason: "refused" },
    });
  });

  test("fault 16: a newer login that somebody put there meanwhile is used where ours is refused", async () => {
    const given = await givenLogin(root);
    const theirs = await givenLogin(root, {
      receivedAt: startOfTests,
      credential: {
        ...someLogin().credential,
        accessToken: "their-access",
        refreshToken: "their-refresh",
        expiresAt: new Date(startOfTests.getTime() + 60_000),
      },
    });
    const text = await theirs.textOf("default");
    const instance = answering([
      () => async () => {
        await writeFile(given.pathOf("default"), text);
        return refusing("invalid_grant")();
      },
    ]);
    expect(await sourceIn(given, instance).getAccessToken()).toMatchObject({ accessToken: "their-access" });
    expect(await given.textOf("default")).toBe(text);
  });

  test("fault 16: of a newer login whose access token is dead, the refresh token is used", async () => {
    const given = await givenLogin(root);
    const theirs = await givenLogin(root, {
      receivedAt: new Date("2026-11-26T10:05:00Z"),
      credential: { ...someLogin().credential, refreshToken: "their-refresh" },
    });
    const text = await theirs.textOf("default");
    const instance = answering([
      () => async () => {
        await writeFile(given.pathOf("default"), text);
        return refusing("invalid_grant")();
      },
      ...numbered(),
    ]);
    expect(await sourceIn(given, instance).getAccessToken()).toMatchObject({ accessToken: "access-1" });
    expect(instance.requests.map((form) => form["refresh_token"])).toEqual([
      "first-refresh",
      "their-refresh",
    ]);
    expect((await given.store.open("default"))?.secrets).toMatchObject({
      accessToken: "access-1",
      refreshToken: "their-refresh",
    });
  });

  test("whose file was damaged meanwhile is told as refused when its refresh token was", async () => {
    const given = await givenLogin(root);
    const instance = answering([
      () => async () => {
        await writeFile(given.pathOf("default"), "{");
        return refusing("invalid_grant")();
      },
    ]);
    expect(await failureOf(sourceIn(given, instance).getAccessToken())).toMatchObject({
      code: "LOGIN_REQUIRED",
      details: { reason: "refused" },
    });
    expect((await given.store.open("default"))?.secrets.refreshToken).toBe("first-refresh");
  });

  test("whose folder takes no file sends no request", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered());
    const text = await given.textOf("default");
    await rename(join(given.stateFolder, "profiles"), join(given.stateFolder, "elsewhere"));
    await writeFile(join(given.stateFolder, "profiles"), "");
    const refused = { code: "STORE_UNUSABLE", details: { reason: "io", systemCode: "ENOTDIR" } };
    expect(await failureOf(sourceIn(given, instance).getAccessToken())).toMatchObject(refused);
    expect(instance.requests).toEqual([]);
    expect(await readFile(join(given.stateFolder, "elsewhere", "default.json"), "utf8")).toBe(text);
  });

  /** An instance during whose answer the folder of the profiles goes away. */
  const losingFolder = ({ stateFolder }: GivenStore, answer: () => Response) =>
    answering([
      () => async () => {
        await rename(join(stateFolder, "profiles"), join(stateFolder, "elsewhere"));
        return answer();
      },
    ]);

  test("fault 12: a rotated refresh token that cannot be kept is rescued, and the path told", async () => {
    const given = await givenLogin(root);
    const instance = losingFolder(given, tokens({ refresh_token: "second-refresh" }));
    const heard: unknown[] = [];
    const source = sourceIn(given, instance, { onTokens: (news: NewTokens) => heard.push(news) });
    const error = await failureOf(source.getAccessToken());
    const rescued = (await readdir(given.stateFolder)).filter((name) => name.startsWith("rescued-"));
    expect(error).toMatchObject({
      code: "STORE_UNUSABLE",
      details: { reason: "io", systemCode: "ENOENT", rescuePath: join(given.stateFolder, `${rescued[0]}`) },
    });
    expect(JSON.stringify(error)).not.toMatch(/second-refresh|new-access/u);
    expect(JSON.parse(await readFile(join(given.stateFolder, `${rescued[0]}`), "utf8"))).toMatchObject({
      instanceUrl: "https://dev1.service-now.com",
      clientId: "id",
      accessToken: "new-access",
      refreshToken: "second-refresh",
    });
    expect(heard).toEqual([]);
  });

  test("an access token alone that cannot be kept needs no rescue: the refresh token is as good as before", async () => {
    const given = await givenLogin(root);
    const error = await failureOf(sourceIn(given, losingFolder(given, tokens())).getAccessToken());
    expect(error).toMatchObject({ code: "STORE_UNUSABLE", details: { systemCode: "ENOENT" } });
    expect(error).not.toHaveProperty("details.rescuePath");
    expect((await readdir(given.stateFolder)).filter((name) => name.startsWith("rescued-"))).toEqual([]);
  });

  test("a refusal that cannot be noted is told all the same", async () => {
    const given = await givenLogin(root);
    const error = await failureOf(
      sourceIn(given, losingFolder(given, refusing("invalid_grant"))).getAccessToken(),
    );
    expect(error).toMatchObject({ code: "LOGIN_REQUIRED", details: { reason: "refused" } });
  });
});

describe("of an access token that lives four minutes more", () => {
  const fourMinutes = "2026-11-26T11:04:00Z";
  /** Four minutes, less what was waited between the attempts. */
  const alive = { accessToken: "first-access", refreshed: false, expiresAt: new Date(fourMinutes) };

  test.each<[string, (() => Act)[], string]>([
    ["a network that is down", [networkError("ECONNREFUSED")], "INSTANCE_UNREACHABLE"],
    ["a server in trouble", [refusing("invalid_grant", 500)], "TOKEN_RESPONSE_INVALID"],
    ["an instance that sleeps", [page(200)], "TOKEN_RESPONSE_INVALID"],
  ])("%s is no failure: it is given out, with what happened", async (_, acts, code) => {
    const given = await aliveUntil(fourMinutes);
    const token = await sourceIn(given, answering(acts)).getAccessToken();
    expect(token).toMatchObject({ ...alive, notRefreshed: { reason: "failed", error: { code } } });
    expect(token.secondsLeft).toBeGreaterThan(230);
  });

  test("an answer that was lost is remembered though it is given out", async () => {
    const given = await aliveUntil(fourMinutes);
    await sourceIn(given, answering([networkError("ECONNRESET")])).getAccessToken();
    expect(given.store.read("default")?.login?.answerLostAt).toEqual(expect.any(Date));
  });

  test("a profile that another process holds for too long is no failure either", async () => {
    const given = await aliveUntil(fourMinutes);
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
    const source = sourceIn(await aliveUntil(fourMinutes), answering(acts));
    expect(await failureOf(source.getAccessToken(wish))).toMatchObject({ code });
  });

  test("of many that ask at once only those fail that want another always", async () => {
    const source = sourceIn(await aliveUntil(fourMinutes), answering([page(403)]));
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
    const source = sourceIn(await aliveUntil(fourMinutes), instance);
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

describe("of a login in this process alone", () => {
  const { settings } = someLogin();

  test("a refresh token is enough", async () => {
    const instance = answering(numbered());
    const source = createTokenSource({
      settings: { ...settings, refreshToken: "first-refresh" },
      ...instance,
    });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1" });
  });

  test("an access token whose death is not known is refreshed at once", async () => {
    const instance = answering(numbered());
    const seed = { ...settings, refreshToken: "first-refresh", accessToken: "first-access" };
    const source = createTokenSource({ settings: seed, ...instance });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1" });
  });

  test("an access token that lives is given out, and then a login is needed", async () => {
    const instance = answering([]);
    const expiresAt = new Date(startOfTests.getTime() + 600_000);
    const source = createTokenSource({
      settings: { ...settings, accessToken: "first-access", expiresAt },
      ...instance,
    });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "first-access", secondsLeft: 600 });
    instance.pass(600);
    expect(await failureOf(source.getAccessToken())).toMatchObject({
      code: "LOGIN_REQUIRED",
      details: { reason: "no-refresh-token" },
    });
  });

  test("a client needs no more than its refresh token, or none", async () => {
    const instance = answering(numbered());
    const client = { instanceUrl: settings.instanceUrl, clientId: "id" };
    const source = createTokenSource({ settings: { ...client, refreshToken: "first-refresh" }, ...instance });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1" });
    expect(instance.requests).toEqual([
      { grant_type: "refresh_token", refresh_token: "first-refresh", client_id: "id" },
    ]);
  });
});

describe("of a machine that keeps its tokens in this process alone", () => {
  const client = { instanceUrl: "https://dev1.service-now.com", clientId: "id", clientSecret: "secret" };

  test("client credentials get a token, and the next before it dies", async () => {
    const instance = answering(numbered());
    const source = createTokenSource({ settings: { ...client, grant: "client-credentials" }, ...instance });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1", refreshed: true });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1", refreshed: false });
    instance.pass(1600);
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-2", refreshed: true });
    const request = { grant_type: "client_credentials", client_id: "id", client_secret: "secret" };
    expect(instance.requests).toEqual([request, request]);
  });

  test("scopes go with the request where they are given", async () => {
    const instance = answering(numbered());
    const wanted = { ...client, grant: "client-credentials", scopes: ["useraccount", "itsm"] } as const;
    await createTokenSource({ settings: wanted, ...instance }).getAccessToken();
    expect(instance.requests).toMatchObject([{ scope: "useraccount itsm" }]);
  });

  test("a key signs for a token, be it in a file or in memory", async () => {
    const keyFile = join(root, "key.txt");
    await writeFile(keyFile, "shared");
    for (const jwt of [
      { subject: "ada", key: { sharedSecret: "shared" } },
      { subject: "ada", keyFile, algorithm: "HS256" },
    ]) {
      const instance = answering(numbered());
      const source = createTokenSource({ settings: { ...client, grant: "jwt-bearer", jwt }, ...instance });
      expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1" });
      const [request = {}] = instance.requests;
      expect(request["grant_type"]).toBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
      const [, claims = ""] = request["assertion"]?.split(".") ?? [];
      expect(JSON.parse(`${Buffer.from(claims, "base64url")}`)).toMatchObject({ iss: "id", sub: "ada" });
    }
  });

  test("of a client that never got a token nobody says that it worked before", async () => {
    const instance = answering([tokens(), refusing("invalid_client", 401)]);
    const machine = { ...client, grant: "client-credentials" } as const;
    const workedBefore = async (source: TokenSource) => {
      const error = await failureOf(source.getAccessToken({ refresh: "always" }));
      return isAuthError(error, "TOKEN_REQUEST_REJECTED") && error.details.attempt?.workedBefore;
    };
    const source = createTokenSource({ settings: machine, ...instance });
    await source.getAccessToken();
    expect(await workedBefore(source)).toEqual({ client: true, scopes: true });
    expect(await workedBefore(createTokenSource({ settings: machine, ...instance }))).toBeUndefined();
  });
});
