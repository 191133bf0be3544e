import { createHmac, generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import { expect, test } from "vitest";
import { type AssertionKey, signAssertion } from "./jwt-assertion.ts";

const now = new Date("2026-11-23T12:00:00.900Z");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = (key: KeyObject) => String(key.export({ type: "pkcs8", format: "pem" }));
const read = (part: string | undefined): unknown => JSON.parse(String(Buffer.from(part ?? "", "base64url")));

function assertion(key: AssertionKey["key"], keyId?: string) {
  const claims = { clientId: "the-client", subject: "ada@example.com", now };
  const jwt = signAssertion(claims, { key, ...(keyId !== undefined && { keyId }) });
  const [header, payload, signature] = jwt.split(".");
  return {
    header: read(header),
    claims: read(payload) as Record<string, unknown>,
    data: Buffer.from(`${header}.${payload}`),
    signature: Buffer.from(signature ?? "", "base64url"),
  };
}

test("issuer and audience are the client, and five minutes are enough", () => {
  const { claims } = assertion({ sharedSecret: "shared" });
  const issuedAt = Date.parse("2026-11-23T12:00:00Z") / 1000;
  expect(claims).toEqual({
    iss: "the-client",
    aud: "the-client",
    sub: "ada@example.com",
    iat: issuedAt,
    exp: issuedAt + 300,
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test("no assertion is like another, so that each can be used once", () => {
  const [one, other] = [assertion({ sharedSecret: "s" }), assertion({ sharedSecret: "s" })];
  expect(one.claims["jti"]).not.toBe(other.claims["jti"]);
});

test("an RSA key signs RS256, and its id is named", () => {
  const { header, data, signature } = assertion({ privateKey: pem(rsa.privateKey) }, "verifier-1");
  expect(header).toEqual({ alg: "RS256", typ: "JWT", kid: "verifier-1" });
  expect(verify("sha256", data, rsa.publicKey, signature)).toBe(true);
});

test("a P-256 key signs ES256, with the signature's numbers plain", () => {
  const { header, data, signature } = assertion({ privateKey: pem(p256.privateKey) });
  expect(header).toEqual({ alg: "ES256", typ: "JWT" });
  const key = { key: p256.publicKey, dsaEncoding: "ieee-p1363" } as const;
  expect(verify("sha256", data, key, signature)).toBe(true);
});

test("a shared secret signs HS256", () => {
  const { header, data, signature } = assertion({ sharedSecret: "shared" });
  expect(header).toEqual({ alg: "HS256", typ: "JWT" });
  expect(signature).toEqual(createHmac("sha256", "shared").update(data).digest());
});

const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
const locked = rsa.privateKey.export({
  type: "pkcs8",
  format: "pem",
  cipher: "aes-256-cbc",
  passphrase: "x",
});
test.each<[string, AssertionKey["key"], RegExp]>([
  ["no key", { privateKey: "secret-in-a-file" }, /PEM/],
  ["a public key", { privateKey: String(rsa.publicKey.export({ type: "spki", format: "pem" })) }, /PEM/],
  ["a key behind a passphrase", { privateKey: String(locked) }, /without a passphrase/],
  ["a key of another kind", { privateKey: pem(p384) }, /RSA or P-256/],
  ["an empty secret", { sharedSecret: "" }, /not be empty/],
])("%s is refused before anything is sent, and not repeated", (_, key, message) => {
  const sign = () => assertion(key);
  expect(sign).toThrow(expect.objectContaining({ code: "CONFIG_INVALID" }));
  expect(sign).toThrow(message);
  expect(sign).not.toThrow(/secret-in-a-file/);
});
