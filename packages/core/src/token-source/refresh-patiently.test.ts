import { expect, test } from "vitest";
import { refreshAccessToken } from "../token-endpoint/refresh-access-token.ts";
import {
  type Act,
  type Answering,
  answering,
  catchAll,
  cut,
  hanging,
  networkError,
  page,
  refusing,
  startOfTests,
  tokens,
  tooMany,
} from "./answering.fixture.ts";
import { refreshPatiently } from "./refresh-patiently.ts";

const client = {
  instanceUrl: "https://dev1.service-now.com",
  clientId: "id",
  clientSecret: undefined,
  clientAuth: "body",
} as const;

function refresh({ effects }: Answering, signal?: AbortSignal) {
  const request = () => refreshAccessToken(client, "refresh", effects, { signal });
  return refreshPatiently(request, effects, { signal });
}

const sleeping = () => new Response("<title>Instance Hibernating page</title>", { status: 503 });

test.each<[string, (() => Act)[], number]>([
  ["the catch-all", [catchAll], 2],
  ["a 500", [page(500)], 2],
  ["a 502", [page(502)], 2],
  ["two 503", [page(503), page(503)], 3],
  ["a 503 that wants a wait", [page(503, { "retry-after": "3" })], 2],
  [
    "a 503 of an instance that wakes up, and says when",
    [() => new Response(sleeping().body, { status: 503, headers: { "retry-after": "20" } })],
    2,
  ],
  ["invalid_grant with a 500", [refusing("invalid_grant", 500)], 2],
  ["too many requests", [tooMany()], 2],
  ["too many requests, twice", [tooMany("1"), tooMany("2")], 3],
  ["a reset", [networkError("ECONNRESET")], 2],
  ["a cut answer", [cut()], 2],
  ["the catch-all and a 503", [catchAll, page(503)], 3],
])("after %s another attempt brings tokens", async (_, failures, requests) => {
  const instance = answering([...failures, tokens()]);
  expect(await refresh(instance)).toMatchObject({ tokens: { accessToken: "new-access" } });
  expect(instance.requests).toHaveLength(requests);
  expect(instance.waits).toHaveLength(requests - 1);
});

test.each<[string, (() => Act)[], { requests: number; dead?: true; answerLost?: true }]>([
  // What is a word on the refresh token.
  ["invalid_grant", [refusing("invalid_grant")], { requests: 1, dead: true }],
  ["invalid_grant with a 401", [refusing("invalid_grant", 401)], { requests: 1, dead: true }],
  ["the catch-all twice", [catchAll], { requests: 2, dead: true }],
  ["access_denied twice", [refusing("access_denied", 401)], { requests: 2, dead: true }],
  ["the catch-all twice, and a 503 between", [catchAll, page(503), catchAll], { requests: 3, dead: true }],
  [
    "a reset, and invalid_grant",
    [networkError("ECONNRESET"), refusing("invalid_grant")],
    { requests: 2, dead: true, answerLost: true },
  ],
  ["a 504, and the catch-all twice", [page(504), catchAll], { requests: 3, dead: true, answerLost: true }],
  // What is not.
  ["invalid_grant with a 500, for ever", [refusing("invalid_grant", 500)], { requests: 3 }],
  ["invalid_grant with too many requests", [refusing("invalid_grant", 429)], { requests: 3 }],
  ["invalid_client", [refusing("invalid_client", 401)], { requests: 1 }],
  ["invalid_scope", [refusing("invalid_scope")], { requests: 1 }],
  ["unauthorized_client", [refusing("unauthorized_client", 403)], { requests: 1 }],
  ["the catch-all, and a firewall's page", [catchAll, page(403)], { requests: 2 }],
  ["a 500, for ever", [page(500)], { requests: 3 }],
  ["a 502, for ever", [page(502)], { requests: 3, answerLost: true }],
  ["too many requests, for ever", [tooMany("1")], { requests: 3 }],
  ["too many requests for a day", [tooMany("1000000000")], { requests: 1 }],
  ["a firewall's 403", [page(403)], { requests: 1 }],
  ["a firewall's 401", [page(401)], { requests: 1 }],
  ["a page instead of JSON", [page(200)], { requests: 1 }],
  ["an instance that is asleep", [sleeping], { requests: 1 }],
  ["an empty 400", [() => new Response("", { status: 400 })], { requests: 1 }],
  ["a redirect", [page(307, { location: "https://evil.example" })], { requests: 1 }],
  ["an answer that is no object", [() => new Response("[]")], { requests: 1, answerLost: true }],
  ["a token that is a number", [tokens({ access_token: 5 })], { requests: 1, answerLost: true }],
  ["a reset, for ever", [networkError("ECONNRESET")], { requests: 2, answerLost: true }],
  ["a cut answer, for ever", [cut()], { requests: 2, answerLost: true }],
  ["a refused connection", [networkError("ECONNREFUSED")], { requests: 1 }],
  ["a name that is not known", [networkError("ENOTFOUND")], { requests: 1 }],
  ["a certificate that has expired", [networkError("CERT_HAS_EXPIRED")], { requests: 1 }],
])("%s is asked about no longer than it is of use", async (_, acts, { requests, ...outcome }) => {
  const instance = answering(acts);
  expect(await refresh(instance)).toEqual({
    failure: { error: expect.anything(), dead: false, answerLost: false, ...outcome },
  });
  expect(instance.requests).toHaveLength(requests);
});

test.each<[string, () => Act, number, number]>([
  ["the catch-all is doubted", catchAll, 500, 1000],
  ["a reset happened", networkError("ECONNRESET"), 200, 400],
  ["the instance is in trouble", page(503), 200, 400],
  ["its word on when is no word", tooMany("soon"), 200, 400],
  ["it says when, in seconds", tooMany("7"), 7000, 7000],
  ["it says at once", tooMany("0"), 0, 0],
  ["it says when, as a date", tooMany(new Date(startOfTests.getTime() + 9000).toUTCString()), 9000, 9000],
  ["it names a date that is over", tooMany(new Date(0).toUTCString()), 0, 0],
])("where %s, the second attempt waits its time", async (_, act, least, most) => {
  const instance = answering([act, tokens()]);
  await refresh(instance);
  expect(instance.waits).toHaveLength(1);
  expect(instance.waits[0]).toBeGreaterThanOrEqual(least);
  expect(instance.waits[0]).toBeLessThanOrEqual(most);
});

test("no attempt begins after the time that one request has", async () => {
  const instance = answering([tooMany("3"), tokens()], { timeoutSeconds: 2 });
  expect(await refresh(instance)).toMatchObject({
    failure: { error: { details: { status: 429, retryAfterSeconds: 3 } }, dead: false },
  });
  expect(instance.requests).toHaveLength(1);
});

test("an answer that does not come is waited for once", async () => {
  const instance = answering([hanging], { timeoutSeconds: 0.05 });
  expect(await refresh(instance)).toMatchObject({
    failure: { error: { details: { reason: "timed-out", seconds: 0.05 } }, dead: false, answerLost: true },
  });
  expect(instance.requests).toHaveLength(1);
});

test("whoever gives up during a request does not hear its answer, and gets the reason back", async () => {
  const stop = new AbortController();
  const reason = new Error("no longer wanted");
  const instance = answering([
    () => (signal) => {
      setImmediate(() => stop.abort(reason));
      return hanging()(signal);
    },
  ]);
  const failure = { error: reason, dead: false, answerLost: true };
  expect(await refresh(instance, stop.signal)).toEqual({ failure });
  expect(instance.requests).toHaveLength(1);
});

test("whoever gives up during a wait gets the reason back, and no request is made any more", async () => {
  const stop = new AbortController();
  const reason = new Error("no longer wanted");
  const instance = answering([page(503)], {
    wait: async () => {
      stop.abort(reason);
      throw new Error("the wait was ended");
    },
  });
  const failure = { error: reason, dead: false, answerLost: false };
  expect(await refresh(instance, stop.signal)).toEqual({ failure });
  expect(instance.requests).toHaveLength(1);
});

test("whoever has given up asks for nothing", async () => {
  const instance = answering([tokens()]);
  await expect(refresh(instance, AbortSignal.abort(new Error("over")))).rejects.toThrow("over");
  expect(instance.requests).toEqual([]);
});

test("the real wait takes its time, and can be ended", async () => {
  const { effects, requests } = answering([tooMany("20"), tokens()]);
  const { wait: _, ...real } = effects;
  const stop = AbortSignal.timeout(20);
  const request = () => refreshAccessToken(client, "refresh", real);
  expect(await refreshPatiently(request, real, { signal: stop })).toMatchObject({
    failure: { error: stop.reason },
  });
  expect(requests).toHaveLength(1);
});
