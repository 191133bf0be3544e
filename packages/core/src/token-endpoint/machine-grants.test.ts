import { expect, test } from "vitest";
import type { Effects } from "../effects.ts";
import { requestWithClientCredentials } from "./client-credentials.ts";
import { requestWithJwtBearer } from "./jwt-bearer.ts";
import { requestWithPassword } from "./password.ts";
import type { TokenSettings } from "./token-request.ts";

const settings: TokenSettings = {
  instanceUrl: "https://dev1.service-now.com",
  clientId: "id",
  clientSecret: "hunter2",
  clientAuth: "body",
  scopes: ["useraccount"],
};
const authenticated = { client_id: "id", client_secret: "hunter2", scope: "useraccount" };
const login = { userName: "ada", password: "p&ss word" };
const jwt = { subject: "ada", key: { sharedSecret: "shared" } } as const;

/** An instance that gives this answer, and the forms it was sent. */
function answering(body: object, status = 200) {
  const forms: Record<string, string>[] = [];
  const effects: Effects = {
    fetch: (_, init) => {
      forms.push(Object.fromEntries(new URLSearchParams(init.body)));
      return new Response(JSON.stringify(body), { status });
    },
    now: () => new Date(),
    timeoutSeconds: 5,
  };
  return { effects, forms };
}

const issuing = () => answering({ access_token: "AT", token_type: "Bearer", expires_in: 1799 });

test("client credentials are the grant and the client, nothing else", async () => {
  const { effects, forms } = issuing();
  const answer = await requestWithClientCredentials(settings, effects);
  expect(answer).toMatchObject({ accessToken: "AT", refreshToken: undefined, expiresInSeconds: 1799 });
  expect(forms).toEqual([{ grant_type: "client_credentials", ...authenticated }]);
});

test("a public client has no credentials of its own: nothing is sent", async () => {
  const { effects, forms } = issuing();
  const asked = requestWithClientCredentials({ ...settings, clientSecret: undefined }, effects);
  await expect(asked).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    details: { problems: [{ setting: "clientSecret", kind: "missing" }] },
  });
  expect(forms).toEqual([]);
});

test("a JWT bearer sends its assertion, as a public client without a secret too", async () => {
  const { effects, forms } = issuing();
  await requestWithJwtBearer({ ...settings, clientSecret: undefined, scopes: [] }, jwt, effects);
  expect(forms).toEqual([
    {
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion: expect.stringMatching(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/),
      client_id: "id",
    },
  ]);
});

test("a password is sent as it is", async () => {
  const { effects, forms } = issuing();
  await requestWithPassword(settings, login, effects);
  expect(forms).toEqual([
    { grant_type: "password", username: "ada", password: "p&ss word", ...authenticated },
  ]);
});

test.each<[string, (effects: Effects) => Promise<unknown>]>([
  ["client credentials", (effects) => requestWithClientCredentials(settings, effects)],
  ["a JWT bearer", (effects) => requestWithJwtBearer(settings, jwt, effects)],
  ["a password", (effects) => requestWithPassword(settings, login, effects)],
])("a refusal of %s names the scopes that were asked for, and repeats no secret", async (_, ask) => {
  const sent = { text: "" };
  const effects: Effects = {
    fetch: (_url, { body }) => {
      sent.text = [...new URLSearchParams(body).values()].join(" ");
      const refusal = { error: "invalid_grant", error_description: sent.text };
      return new Response(JSON.stringify(refusal), { status: 401 });
    },
    now: () => new Date(),
    timeoutSeconds: 5,
  };
  const error: unknown = await ask(effects).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: "TOKEN_REQUEST_REJECTED",
    details: { status: 401, error: "invalid_grant", scopes: ["useraccount"] },
  });
  expect(JSON.stringify(error)).not.toMatch(/hunter2|p&ss|eyJ/);
});
