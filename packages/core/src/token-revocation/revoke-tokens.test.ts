import { describe, expect, test } from "vitest";
import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import { revokeTokens } from "./revoke-tokens.ts";

const settings = {
  instanceUrl: "https://dev1.service-now.com",
  clientId: "the-client",
  clientSecret: "the-secret",
  clientAuth: "body" as const,
};
const both = { refreshToken: "REFRESH", accessToken: "ACCESS" };
type Answer = readonly [status: number, body: object | string] | "reset";

const revocation = "/oauth_revoke_token.do";
const refresh = "/oauth_token.do";
const user = "/api/now/ui/user/current_user";
const row = "/api/now/table/sys_user";
const catchAll: Answer = [401, { error_description: "access_denied", error: "server_error" }];
const refusedRefresh: Answer = [400, { error: "invalid_grant" }];
const fresh = { access_token: "FRESH", token_type: "bearer", refresh_token: "ROTATED" };
const revoked: Readonly<Record<string, Answer>> = {
  [revocation]: [200, ""],
  [refresh]: refusedRefresh,
  [user]: [401, {}],
  [row]: [401, {}],
};

/** Revokes at an instance that gives these answers. */
function revoke(answers: Readonly<Record<string, Answer>> = {}, tokens: Partial<typeof both> = both) {
  const asked: string[] = [];
  const kept: TokenResponse[] = [];
  const effects: Effects = {
    fetch: (address, { body = "" }) => {
      const { pathname } = new URL(address);
      const form = new URLSearchParams(body);
      asked.push([pathname, form.get("token") ?? form.get("refresh_token") ?? ""].join(" ").trim());
      const answer = { ...revoked, ...answers }[pathname] ?? [404, "<html>"];
      if (answer === "reset") throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
      const [status, content] = answer;
      const text = typeof content === "string" ? content : JSON.stringify(content);
      return new Response(text, { status });
    },
    now: () => new Date(),
    timeoutSeconds: 5,
  };
  const given = { refreshToken: undefined, accessToken: undefined, ...tokens };
  const onTokens = async (next: TokenResponse) => {
    await Promise.resolve();
    kept.push(next);
  };
  return { asked, kept, result: revokeTokens(settings, given, effects, { onTokens }) };
}

test("the refresh token goes first, then the access token, and only then the proofs", async () => {
  const { asked, result } = revoke();
  expect(await result).toEqual({
    refreshToken: { outcome: "confirmed" },
    accessToken: { outcome: "confirmed" },
  });
  expect(asked.slice(0, 2)).toEqual([`${revocation} REFRESH`, `${revocation} ACCESS`]);
  expect(asked.slice(2).sort()).toEqual([row, user, `${refresh} REFRESH`]);
});

test.each<[string, Partial<typeof both>, string[]]>([
  ["an access token alone", { accessToken: "ACCESS" }, ["accessToken"]],
  ["a refresh token alone", { refreshToken: "REFRESH" }, ["refreshToken"]],
  ["nothing", {}, []],
])("%s gets its own result", async (_, tokens, names) => {
  const { result } = revoke({}, tokens);
  expect(Object.keys(await result)).toEqual(names);
});

// Concurrent, because a second attempt comes after a pause.
describe.concurrent("the refresh token", () => {
  test("is alive when it still brings tokens, which are kept and not told", async () => {
    const { kept, result } = revoke({ [refresh]: [200, fresh] });
    expect((await result).refreshToken).toEqual({ outcome: "alive" });
    expect(kept).toMatchObject([{ accessToken: "FRESH", refreshToken: "ROTATED" }]);
    expect(JSON.stringify(await result)).not.toMatch(/FRESH|ROTATED/);
  });

  test.each<[string, Readonly<Record<string, Answer>>, object]>([
    ["dead by the catch-all, twice", { [refresh]: catchAll }, { outcome: "confirmed" }],
    [
      "unproved when the client is refused",
      { [refresh]: [401, { error: "invalid_client" }] },
      { outcome: "unconfirmed", error: { code: "TOKEN_REQUEST_REJECTED" } },
    ],
    [
      "unproved when there is no answer",
      { [refresh]: "reset" },
      { outcome: "unconfirmed", error: { code: "INSTANCE_UNREACHABLE" } },
    ],
    [
      "dead although the revocation was refused, where the refusal is certain",
      { [revocation]: catchAll },
      { outcome: "confirmed" },
    ],
    [
      "unproved when the catch-all answers everything, as it does a wrong secret",
      { [revocation]: catchAll, [refresh]: catchAll },
      {
        outcome: "unconfirmed",
        error: { code: "TOKEN_REQUEST_REJECTED", details: { endpoint: "revocation" } },
      },
    ],
    [
      "alive when the revocation was refused and it works",
      { [revocation]: catchAll, [refresh]: [200, fresh] },
      { outcome: "alive", error: { code: "TOKEN_REQUEST_REJECTED" } },
    ],
  ])("is %s", async (_, answers, result) => {
    expect((await revoke(answers).result).refreshToken).toMatchObject(result);
  });
});

test.each<[string, Readonly<Record<string, Answer>>, object]>([
  ["served", { [user]: [200, { result: { user_name: "ada" } }] }, { outcome: "alive" }],
  ["forbidden", { [row]: [403, {}] }, { outcome: "alive" }],
  ["taken for a guest's", { [user]: [200, { result: { user_name: "guest" } }] }, { outcome: "confirmed" }],
  [
    "not answered",
    { [user]: "reset" },
    { outcome: "unconfirmed", error: { code: "INSTANCE_UNREACHABLE", details: { endpoint: "user" } } },
  ],
])("the access token, %s afterwards", async (_, answers, result) => {
  const { accessToken } = await revoke(answers, { accessToken: "ACCESS" }).result;
  expect(accessToken).toMatchObject(result);
});

test.each<[string, Answer, string]>([
  ["the network fails", "reset", "INSTANCE_UNREACHABLE"],
  ["the instance is in trouble", [503, {}], "TOKEN_RESPONSE_INVALID"],
])("when %s nothing is called done", async (_, answer, code) => {
  const { asked, result } = revoke({ [revocation]: answer });
  await expect(result).rejects.toMatchObject({ code, details: { endpoint: "revocation" } });
  expect(asked).toEqual([`${revocation} REFRESH`]);
});
