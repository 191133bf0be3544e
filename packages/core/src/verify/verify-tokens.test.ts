import { describe, expect, test } from "vitest";
import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { VerificationRequest } from "./verification-request.ts";
import { verifyTokens } from "./verify-tokens.ts";

const instanceUrl = "https://dev1.service-now.com";
const settings = {
  instanceUrl,
  clientId: "the-client",
  clientSecret: "the-secret",
  clientAuth: "body" as const,
  scopes: ["useraccount", "openid"],
};
const credential = {
  instanceUrl,
  accessToken: "OLD-ACCESS",
  refreshToken: "OLD-REFRESH",
  scopes: ["useraccount", "openid"],
};
const noon = new Date("2026-11-23T12:00:00Z");
const user = { result: { user_name: "ada", roles: ["itil"] } };
const row = { result: [{ sys_id: "1" }] };
const catchAll = { error_description: "access_denied", error: "server_error" };
const fresh = { access_token: "NEW-ACCESS", token_type: "Bearer", expires_in: 1799 };

type Answer = readonly [status: number, body: object | string];
type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;

const wellAnswers: Answers = {
  "/oauth_token.do": [200, fresh],
  "/api/now/ui/user/current_user": [200, user],
  "/api/now/table/incident": [200, row],
};

/** Verifies against an instance that gives these answers; `asked` is what it saw, in order. */
function verify(request: Partial<VerificationRequest> = {}, answers: Answers = {}, date = noon) {
  const asked: string[] = [];
  const effects: Effects = {
    fetch: (address, { headers, body }) => {
      const { pathname } = new URL(address);
      asked.push(`${pathname} ${body ?? headers["authorization"]}`);
      const planned = { ...wellAnswers, ...answers }[pathname] ?? [404, "<html>Page not found</html>"];
      const [status, content] = pick(planned, asked.filter((line) => line.startsWith(pathname)).length);
      const text = typeof content === "string" ? content : JSON.stringify(content);
      return new Response(text, { status, headers: { date: date.toUTCString() } });
    },
    now: () => noon,
    timeoutSeconds: 5,
  };
  const verified = verifyTokens({ settings, credential, ...request }, effects);
  return { asked, verified };
}

function pick(planned: Answer | readonly Answer[], time: number): Answer {
  const isOne = (answers: Answer | readonly Answer[]): answers is Answer => typeof answers[0] === "number";
  if (isOne(planned)) return planned;
  return planned[Math.min(time, planned.length) - 1] ?? [500, ""];
}

const of = (name: string, checks: readonly { check: string }[]) =>
  checks.filter(({ check }) => check === name);

test("good tokens pass every check", async () => {
  const { asked, verified } = verify({ tables: ["incident"], expectUser: "Ada" });
  expect(await verified).toEqual({
    status: "ok",
    checks: [
      { check: "user", status: "ok", user: expect.objectContaining({ userName: "ada", roles: ["itil"] }) },
      { check: "expected-user", status: "ok", expected: "Ada", actual: "ada" },
      { check: "scopes", status: "ok", missing: [], unasked: [] },
      { check: "table", table: "incident", status: "ok", rows: 1 },
      { check: "clock", status: "ok", skewSeconds: 0 },
    ],
  });
  expect(asked).toEqual([
    "/api/now/ui/user/current_user Bearer OLD-ACCESS",
    "/api/now/table/incident Bearer OLD-ACCESS",
  ]);
});

test("a check that fails stops no other", async () => {
  const answers: Answers = {
    "/api/now/ui/user/current_user": [200, { result: { user_name: "guest" } }],
    "/api/now/table/incident": [403, { error: { detail: "Missing required api access scope" } }],
  };
  const request = { tables: ["incident", "nothing"], expectUser: "ada" };
  const { status, checks } = await verify(request, answers).verified;
  expect(status).toBe("failed");
  expect(checks).toMatchObject([
    { check: "user", status: "failed", error: { code: "WRONG_USER", details: { actual: "guest" } } },
    { check: "expected-user", status: "failed", actual: undefined },
    { check: "scopes", status: "ok" },
    { check: "table", status: "failed", error: { code: "API_REJECTED", details: { reason: "scope" } } },
    { check: "table", status: "failed", error: { code: "TOKEN_RESPONSE_INVALID" } },
    { check: "clock", status: "ok" },
  ]);
});

test("somebody else's tokens are told by name", async () => {
  const { checks } = await verify({ expectUser: "integration" }).verified;
  expect(of("expected-user", checks)).toEqual([
    { check: "expected-user", status: "failed", expected: "integration", actual: "ada" },
  ]);
});

test.each<[string, Answers, string]>([
  ["an instance that does not tell", { "/api/now/table/sys_user": [200, { result: [] }] }, "warning"],
  ["a page", { "/api/now/table/sys_user": [200, "<html>Your instance is hibernating</html>"] }, "failed"],
  ["a refusal", { "/api/now/table/sys_user": [401, {}] }, "failed"],
])("the user after %s: %s", async (_, answers, status) => {
  const { checks } = await verify({}, { "/api/now/ui/user/current_user": [404, {}], ...answers }).verified;
  expect(of("user", checks)).toMatchObject([{ status }]);
});

test("missing scopes and a clock that is off are warnings", async () => {
  const request = { credential: { ...credential, scopes: ["useraccount", "more"] } };
  const { status, checks } = await verify(request, {}, new Date(noon.getTime() + 600_000)).verified;
  expect(status).toBe("warning");
  expect(of("scopes", checks)).toEqual([
    { check: "scopes", status: "warning", missing: ["openid"], unasked: ["more"] },
  ]);
  expect(of("clock", checks)).toEqual([{ check: "clock", status: "warning", skewSeconds: 600 }]);
});

test("an empty scope says nothing", async () => {
  const { checks } = await verify({ credential: { ...credential, scopes: [] } }).verified;
  expect(of("scopes", checks)).toMatchObject([{ status: "ok", missing: [] }]);
});

test("a table without a row for this user is a warning", async () => {
  const { checks } = await verify(
    { tables: ["incident"] },
    { "/api/now/table/incident": [200, { result: [] }] },
  ).verified;
  expect(of("table", checks)).toEqual([{ check: "table", table: "incident", status: "warning", rows: 0 }]);
});

// Concurrent, because a second attempt comes after a pause.
describe.concurrent("as a connector", () => {
  const connecting = (request: Partial<VerificationRequest>, answers: Answers = {}) => {
    const kept: TokenResponse[] = [];
    const seen: number[] = [];
    const onTokens = async (tokens: TokenResponse) => {
      await Promise.resolve();
      kept.push(tokens);
      seen.push(rehearsal.asked.length);
    };
    const rehearsal = verify({ asConnector: true, onTokens, tables: ["incident"], ...request }, answers);
    return { ...rehearsal, kept, seen };
  };

  test("the refresh token is redeemed with the client and no scope, kept, and only then read with", async () => {
    const answers: Answers = { "/oauth_token.do": [200, { ...fresh, refresh_token: "NEW-REFRESH" }] };
    const { asked, verified, kept, seen } = connecting({}, answers);
    const { status, checks } = await verified;
    expect([status, of("connector", checks)]).toEqual([
      "ok",
      [{ check: "connector", status: "ok", rotated: true, expiresInSeconds: 1799 }],
    ]);
    expect(kept).toMatchObject([{ accessToken: "NEW-ACCESS", refreshToken: "NEW-REFRESH" }]);
    expect(seen).toEqual([1]);
    expect(asked.map((line) => line.split(" "))).toEqual([
      ["/oauth_token.do", expect.stringContaining("refresh_token=OLD-REFRESH")],
      ["/api/now/ui/user/current_user", "Bearer", "NEW-ACCESS"],
      ["/api/now/table/incident", "Bearer", "NEW-ACCESS"],
    ]);
    expect(asked[0]).toContain("client_secret=the-secret");
    expect(asked[0]).not.toContain("scope");
  });

  test.each([{ ...fresh, refresh_token: "OLD-REFRESH" }, fresh])(
    "the same refresh token, or none, is no rotation: %#",
    async (answer) => {
      const { checks } = await connecting({}, { "/oauth_token.do": [200, answer] }).verified;
      expect(of("connector", checks)).toMatchObject([{ status: "ok", rotated: false }]);
    },
  );

  test("a catch-all that comes and goes is asked about again", async () => {
    const { asked, verified } = connecting(
      {},
      {
        "/oauth_token.do": [
          [401, catchAll],
          [200, fresh],
        ],
      },
    );
    expect(of("connector", (await verified).checks)).toMatchObject([{ status: "ok" }]);
    expect(asked.filter((line) => line.startsWith("/oauth_token.do"))).toHaveLength(2);
  });

  test.each<[string, Answer, string, number]>([
    ["the catch-all twice", [401, catchAll], "dead", 2],
    ["a dead token", [400, { error: "invalid_grant" }], "dead", 1],
    ["a refused client", [401, { error: "invalid_client" }], "other", 1],
    ["trouble", [503, {}], "temporary", 3],
  ])("%s fails the check, and the access token at hand is read with", async (_, answer, verdict, times) => {
    const { asked, verified, kept } = connecting({}, { "/oauth_token.do": answer });
    const { status, checks } = await verified;
    expect([status, kept]).toEqual(["failed", []]);
    expect(of("connector", checks)).toMatchObject([{ status: "failed", verdict, error: {} }]);
    expect(asked.filter((line) => line.startsWith("/oauth_token.do"))).toHaveLength(times);
    expect(asked).toContain("/api/now/table/incident Bearer OLD-ACCESS");
    expect(JSON.stringify(checks)).not.toMatch(/ACCESS|REFRESH|the-secret/);
  });

  test("without a refresh token there is nothing to redeem", async () => {
    const { asked, verified } = connecting({ credential: { ...credential, refreshToken: undefined } });
    expect(of("connector", (await verified).checks)).toEqual([
      { check: "connector", status: "failed", verdict: "no-refresh-token" },
    ]);
    expect(asked.join()).not.toContain("/oauth_token.do");
  });

  test("tokens that cannot be kept end it at once", async () => {
    const reason = new Error("disk full");
    const { asked, verified } = connecting({ onTokens: () => Promise.reject(reason) });
    await expect(verified).rejects.toBe(reason);
    expect(asked).toHaveLength(1);
  });
});

test.each<[string, Partial<VerificationRequest>]>([
  ["another instance", { settings: { ...settings, instanceUrl: "https://dev2.service-now.com" } }],
  ["what cannot be a table", { tables: ["incident", "../x"] }],
])("%s is refused before anything is sent", async (_, request) => {
  const { asked, verified } = verify({ asConnector: true, ...request });
  await expect(verified).rejects.toMatchObject({ code: "CONFIG_INVALID" });
  expect(asked).toEqual([]);
});

test("an abort ends it with its reason", async () => {
  const reason = new Error("interrupted");
  const { verified } = verify({ signal: AbortSignal.abort(reason) });
  await expect(verified).rejects.toBe(reason);
});
