import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";
import type { JwtVerifier } from "../options.ts";

/** A JSON Web Token in its compact form (RFC 7519, RFC 7515 §3.1); nothing about it is checked yet. */
export interface Assertion {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signedText: string;
  readonly signature: Buffer;
}

/** Undefined for whatever is not one. */
export function parseAssertion(text: string): Assertion | undefined {
  const [header, claims, signature, ...rest] = text.split(".");
  if (header === undefined || claims === undefined || !signature || rest.length > 0) return undefined;
  const [head, body] = [parsePart(header), parsePart(claims)];
  if (head === undefined || body === undefined) return undefined;
  return {
    header: head,
    claims: body,
    signedText: `${header}.${claims}`,
    signature: Buffer.from(signature, "base64url"),
  };
}

/** Checks the signature with the key that the header's `kid` names (RFC 7518 §3: RS, ES and HS with 256, 384 and 512). */
export function isSigned(assertion: Assertion, verifiers: readonly JwtVerifier[]): boolean {
  const { alg, kid } = assertion.header;
  const verifier = verifiers.find(({ keyId }) => keyId === kid);
  const [, family, bits] = /^(RS|ES|HS)(256|384|512)$/.exec(String(alg)) ?? [];
  if (verifier === undefined || family === undefined) return false;
  const hash = `sha${bits}`;
  if ("sharedKey" in verifier) return family === "HS" && hasMac(assertion, hash, verifier.sharedKey);
  const key = createPublicKey(verifier.publicKey);
  if (key.asymmetricKeyType !== (family === "RS" ? "rsa" : "ec")) return false;
  const { signedText, signature } = assertion;
  return verify(hash, Buffer.from(signedText), { key, dsaEncoding: "ieee-p1363" }, signature);
}

function hasMac({ signedText, signature }: Assertion, hash: string, sharedKey: string): boolean {
  const expected = createHmac(hash, sharedKey).update(signedText).digest();
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}

function parsePart(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
