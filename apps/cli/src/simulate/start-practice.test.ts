import { expect, test } from "vitest";
import { startPractice } from "./start-practice.ts";

const none = { "public-client": false, "pkce-required": false, "client-credentials": false };

async function askForTokens(flags: object): Promise<[number, unknown]> {
  const { origin, instance, close } = await startPractice({ ...none, ...flags });
  const { clientId, clientSecret = "" } = instance.client;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  });
  const answer = await fetch(`${origin}/oauth_token.do`, { method: "POST", body });
  const json: unknown = await answer.json();
  await close();
  return [answer.status, json];
}

test("client credentials act as the practice user, with tokens that live as long as asked", async () => {
  expect(await askForTokens({ "client-credentials": true, "access-token-lifespan": "10s" })).toMatchObject([
    200,
    { expires_in: 9 },
  ]);
  expect(await askForTokens({ errors: "modern" })).toMatchObject([400, { error: "unsupported_grant_type" }]);
});

test.each([
  [{ fault: "nonsense" }, "--fault must be one of hibernating"],
  [{ rotation: "sometimes" }, "--rotation must be one of none"],
  [{ "access-token-lifespan": "10" }, "must be a number with a unit"],
  [{ port: "80x" }, "--port must be a number"],
])("%o is refused", async (flags, message) => {
  await expect(startPractice({ ...none, ...flags })).rejects.toThrow(message);
});
