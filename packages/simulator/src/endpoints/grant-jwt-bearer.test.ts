import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { catchAll, createClock, postToken, readTokens } from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const publicKey = (pair: { readonly publicKey: KeyObject }) =>
  pair.publicKey.export({ type: "spki", format: "pem" }).toString();
const verifiers = [
  { keyId: "rsa", publicKey: publicKey(rsa) },
  { keyId: "ec", publicKey: publicKey(ec) },
  { keyId: "shared", sharedKey: "a shared secret" },
];
const clock = createClock();
const instance = createPracticeInstance({
  now: clock.now,
  clients: [{ jwtBearer: { userField: "user_name", checksReplay: true, verifiers } }],
  users: [{}, { userName: "second", email: "second@example.com" }],
});
beforeEach(() => instance.reset());

const signers = {
  RS256: (text: string) => sign("sha256", Buffer.from(text), rsa.privateKey),
  ES256: (text: string) =>
    sign("sha256", Buffer.from(text), { key: ec.privateKey, dsaEncoding: "ieee-p1363" }),
  HS256: (text: string) => createHmac("sha256", "a shared secret").update(text).digest(),
} as const;
const keyIds = { RS256: "rsa", ES256: "ec", HS256: "shared" } as const;

let made = 0;
/** A good assertion with some claims or headers changed; undefined leaves one out. */
function makeAssertion({
  alg = "RS256" as keyof typeof signers,
  header = {},
  claims = {},
}: {
  alg?: keyof typeof signers;
  header?: object;
  claims?: object;
} = {}) {
  const { clientId } = instance.client;
  const exp = clock.now().getTime() / 1_000 + 60;
  made += 1;
  const usual = { iss: clientId, aud: clientId, sub: instance.user.userName, exp, jti: `jti ${made}` };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const text = `${encode({ alg, kid: keyIds[alg], ...header })}.${encode({ ...usual, ...claims })}`;
  return `${text}.${signers[alg](text).toString("base64url")}`;
}

const ask = (assertion: string, parameters: Record<string, string | undefined> = {}) =>
  postToken(instance, {
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion,
    ...parameters,
  });

describe.each(["RS256", "ES256", "HS256"] as const)("%s", (alg) => {
  test("a signed assertion gets a token of its subject, and no refresh token", async () => {
    const answer = await ask(makeAssertion({ alg, claims: { sub: "second" } }));
    const tokens = await readTokens(answer);
    expect([answer.status, "refresh_token" in tokens]).toEqual([200, false]);
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const user = await instance.request("/api/now/ui/user/current_user", { headers });
    expect(await user.json()).toMatchObject({ result: { user_name: "second" } });
  });

  test("one changed letter is refused", async () => {
    const [header, , signature] = makeAssertion({ alg }).split(".");
    const [, claims] = makeAssertion({ alg, claims: { sub: "second" } }).split(".");
    const answer = await ask(`${header}.${claims}.${signature}`);
    expect([answer.status, await answer.text()]).toEqual([401, catchAll]);
  });
});

describe("the catch-all", () => {
  test.each<[string, Parameters<typeof makeAssertion>[0]]>([
    ["another audience", { claims: { aud: "https://dev12345.service-now.com" } }],
    ["another issuer", { claims: { iss: "another" } }],
    ["no issuer", { claims: { iss: undefined } }],
    ["an unknown subject", { claims: { sub: "nobody" } }],
    ["no end", { claims: { exp: undefined } }],
    ["no jti", { claims: { jti: undefined } }],
    ["an unknown key", { header: { kid: "unknown" } }],
    ["a key of another kind", { header: { kid: "ec" } }],
    ["a shared secret that says it is a key", { alg: "HS256", header: { alg: "RS256" } }],
    ["an elliptic key that says it is RSA", { alg: "ES256", header: { alg: "RS256" } }],
    ["no signature's algorithm", { header: { alg: "none" } }],
    ["an algorithm that would make the public key a secret", { alg: "HS256", header: { kid: "rsa" } }],
  ])("for %s", async (_, change) => {
    const answer = await ask(makeAssertion(change));
    expect([answer.status, await answer.text()]).toEqual([401, catchAll]);
  });

  test.each(["", "a.b", "a.b.c", "bnVsbA.bnVsbA.c", `${makeAssertion()}.d`])("for %j", async (assertion) => {
    expect((await ask(assertion)).status).toBe(401);
  });

  test("for a client without keys, or without its secret", async () => {
    expect((await ask(makeAssertion(), { client_secret: undefined })).status).toBe(401);
    instance.client.jwtBearer = undefined;
    expect((await ask(makeAssertion())).status).toBe(401);
  });
});

test("an assertion ends with its time and five minutes more", async () => {
  const assertion = makeAssertion();
  clock.pass(360);
  expect((await ask(assertion)).status).toBe(401);
  const another = makeAssertion();
  clock.pass(359);
  expect((await ask(another)).status).toBe(200);
});

test("an assertion works once, unless the record does not care", async () => {
  const assertion = makeAssertion();
  expect((await ask(assertion)).status).toBe(200);
  expect((await ask(assertion)).status).toBe(401);
  Object.assign(instance.client.jwtBearer ?? {}, { checksReplay: false });
  expect((await ask(assertion)).status).toBe(200);
});

test("sub may be an email or a sys_id", async () => {
  Object.assign(instance.client.jwtBearer ?? {}, { userField: "email" });
  expect((await ask(makeAssertion({ claims: { sub: "second@example.com" } }))).status).toBe(200);
  Object.assign(instance.client.jwtBearer ?? {}, { userField: "sys_id" });
  expect((await ask(makeAssertion({ claims: { sub: instance.user.sysId } }))).status).toBe(200);
});

test("a public client is known by its assertion", async () => {
  instance.client.clientSecret = undefined;
  const none = { client_id: undefined, client_secret: undefined };
  expect((await ask(makeAssertion(), none)).status).toBe(200);
});
