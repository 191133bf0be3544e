import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { failureOf, givenLogin, someLogin } from "../store/given-store.fixture.ts";
import type { NewTokens } from "./announcer.ts";
import {
  type Act,
  type Answering,
  answering,
  catchAll,
  networkError,
  numbered,
  page,
  refusing,
  startOfTests,
  tokens,
} from "./answering.fixture.ts";
import { createTokenSource, type TokenOrigin, type TokenSourceOptions } from "./token-source.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

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
