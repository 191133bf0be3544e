import { expect, test } from "vitest";
import type { Effects, Fetch } from "../effects.ts";
import { refreshAccessToken } from "./refresh-access-token.ts";
import { isAnswerLost, judgeRefreshFailure } from "./refresh-verdict.ts";

const settings = {
  instanceUrl: "https://dev1.service-now.com",
  clientId: "id",
  clientSecret: undefined,
  clientAuth: "body" as const,
};

/** What a refresh fails with. */
async function failure(fetch: Fetch): Promise<unknown> {
  const effects: Effects = { fetch, now: () => new Date(), timeoutSeconds: 0.05 };
  return refreshAccessToken(settings, "RT", effects).then(
    () => undefined,
    (error: unknown) => error,
  );
}

const answer = (status: number, body: object | string) => () =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
const failing = (code: string) => () => Promise.reject(Object.assign(new Error("no"), { code }));
const catchAll = { error_description: "access_denied", error: "server_error" };
const page = "<html><title>Instance Hibernating page</title></html>";
const torn: Fetch = () => ({
  status: 200,
  headers: new Headers(),
  body: (async function* () {
    yield Buffer.from('{"access_token"');
    throw new Error("reset");
  })(),
});

test.each<[string, Fetch, string, boolean]>([
  ["invalid_grant at 400", answer(400, { error: "invalid_grant" }), "dead", false],
  ["invalid_grant at 401", answer(401, { error: "invalid_grant" }), "dead", false],
  ["the catch-all", answer(401, catchAll), "doubtful", false],
  ["access_denied at 401", answer(401, { error: "access_denied" }), "doubtful", false],
  ["the catch-all at 400", answer(400, catchAll), "other", false],
  ["invalid_grant at 200", answer(200, { error: "invalid_grant" }), "other", false],
  ["invalid_client", answer(401, { error: "invalid_client" }), "other", false],
  ["invalid_scope", answer(400, { error: "invalid_scope" }), "other", false],
  ["unauthorized_client", answer(400, { error: "unauthorized_client" }), "other", false],
  ["invalid_code at 403", answer(403, { error: "invalid_code" }), "other", false],
  ["temporarily_unavailable", answer(400, { error: "temporarily_unavailable" }), "temporary", false],
  ["a word that nobody knows", answer(403, { error: "x" }), "other", false],
  ["no word", answer(403, {}), "other", false],
  ["invalid_grant at 500", answer(500, { error: "invalid_grant" }), "temporary", false],
  ["invalid_grant at 503", answer(503, { error: "invalid_grant" }), "temporary", false],
  ["too many requests", answer(429, { error: "invalid_grant" }), "temporary", false],
  ["a firewall's page", answer(403, "<html>Forbidden</html>"), "temporary", false],
  ["a refused status without a body", answer(400, ""), "temporary", false],
  ["a hibernating instance", answer(200, page), "temporary", false],
  ["a gateway that waited", answer(504, "<html>Gateway</html>"), "temporary", true],
  [
    "tokens that cannot be read",
    answer(200, { access_token: "a b", token_type: "bearer" }),
    "temporary",
    true,
  ],
  ["a cut answer", answer(200, '{"access_token":'), "temporary", true],
  ["a torn answer", torn, "temporary", true],
  ["a reset", failing("ECONNRESET"), "temporary", true],
  ["silence", () => new Promise(() => {}), "temporary", true],
  ["a refused connection", failing("ECONNREFUSED"), "temporary", false],
  ["an unknown name", failing("ENOTFOUND"), "temporary", false],
])("%s", async (_, fetch, verdict, lost) => {
  const error = await failure(fetch);
  expect([judgeRefreshFailure(error), isAnswerLost(error)]).toEqual([verdict, lost]);
});

test("what is no answer of an instance is no word on the token", () => {
  expect([judgeRefreshFailure(new TypeError("x")), isAnswerLost(new TypeError("x"))]).toEqual([
    "other",
    false,
  ]);
});
