import { generateKeyPairSync, type KeyObject } from "node:crypto";
import {
  fetchCurrentUser,
  type JwtBearer,
  requestWithClientCredentials,
  requestWithJwtBearer,
  requestWithPassword,
  type TokenResponse,
} from "@nowtoken/core";
import { describe, expect, test } from "vitest";
import { type Practising, practise } from "./logged-in.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const privatePem = (key: KeyObject) => String(key.export({ type: "pkcs8", format: "pem" }));
const publicPem = (key: KeyObject) => String(key.export({ type: "spki", format: "pem" }));

const verifiers = [
  { keyId: "rsa", publicKey: publicPem(rsa.publicKey) },
  { keyId: "p256", publicKey: publicPem(p256.publicKey) },
  { keyId: "shared", sharedKey: "a shared secret" },
];

async function ownerOf(tokens: TokenResponse, { settings, effects }: Practising): Promise<string> {
  const credential = { instanceUrl: settings.instanceUrl, accessToken: tokens.accessToken };
  return (await fetchCurrentUser(credential, effects)).userName;
}

describe("client credentials", () => {
  test("act as the record's application user", async () => {
    const practising = practise({ behaviour: { clientCredentials: "enabled" } });
    const { instance, settings, effects } = practising;
    instance.client.applicationUser = instance.user.sysId;
    const tokens = await requestWithClientCredentials(settings, effects);
    expect(tokens.refreshToken).toBeUndefined();
    expect(await ownerOf(tokens, practising)).toBe(instance.user.userName);
  });

  test("without one are refused in the instance's own words", async () => {
    const { settings, effects } = practise({ behaviour: { clientCredentials: "enabled" } });
    await expect(requestWithClientCredentials(settings, effects)).rejects.toMatchObject({
      code: "TOKEN_REQUEST_REJECTED",
      details: {
        status: 400,
        error: "unauthorized_client",
        description: expect.stringContaining("integration user is not configured"),
      },
    });
  });

  test("before Washington DC are nobody's", async () => {
    const practising = practise({ behaviour: { clientCredentials: "guest", anonymousCalls: "guest" } });
    const tokens = await requestWithClientCredentials(practising.settings, practising.effects);
    await expect(ownerOf(tokens, practising)).rejects.toMatchObject({
      code: "WRONG_USER",
      details: { actual: "guest" },
    });
  });
});

describe("a JWT bearer", () => {
  const bearers: readonly [string, Omit<JwtBearer, "subject">][] = [
    ["RS256", { key: { privateKey: privatePem(rsa.privateKey) }, keyId: "rsa" }],
    ["ES256", { key: { privateKey: privatePem(p256.privateKey) }, keyId: "p256" }],
    ["HS256", { key: { sharedSecret: "a shared secret" }, keyId: "shared" }],
  ];
  const trusting = () =>
    practise({ clients: [{ jwtBearer: { userField: "email", checksReplay: true, verifiers } }] });

  test.each(bearers)("is believed when it is signed with %s, time and again", async (_, key) => {
    const practising = trusting();
    const { instance, settings, effects } = practising;
    const bearer = { subject: instance.user.email, ...key };
    await requestWithJwtBearer(settings, bearer, effects);
    const tokens = await requestWithJwtBearer(settings, bearer, effects);
    expect(tokens.refreshToken).toBeUndefined();
    expect(await ownerOf(tokens, practising)).toBe(instance.user.userName);
  });

  test("is refused when another key signs", async () => {
    const { instance, settings, effects } = trusting();
    const bearer = { subject: instance.user.email, ...bearers[0]?.[1], keyId: "p256" } as JwtBearer;
    await expect(requestWithJwtBearer(settings, bearer, effects)).rejects.toMatchObject({
      code: "TOKEN_REQUEST_REJECTED",
    });
  });
});

describe("a password", () => {
  test("brings a pair of tokens", async () => {
    const practising = practise();
    const { instance, settings, effects } = practising;
    const tokens = await requestWithPassword(settings, instance.user, effects);
    expect(tokens.refreshToken).toHaveLength(86);
    expect(await ownerOf(tokens, practising)).toBe(instance.user.userName);
  });

  test("is refused where the grant is switched off", async () => {
    const { instance, settings, effects } = practise({ behaviour: { passwordGrant: "disabled" } });
    await expect(requestWithPassword(settings, instance.user, effects)).rejects.toMatchObject({
      code: "TOKEN_REQUEST_REJECTED",
    });
  });
});
