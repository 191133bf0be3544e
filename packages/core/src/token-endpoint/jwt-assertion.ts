import { createHmac, createPrivateKey, type KeyObject, randomUUID, sign } from "node:crypto";
import { invalidSetting } from "../settings/config-invalid.ts";

/** What signs an assertion. */
export interface AssertionKey {
  /** A private key in PEM, RSA (RS256) or P-256 (ES256), or a secret that is shared with the record (HS256). */
  readonly key: { readonly privateKey: string } | { readonly sharedSecret: string };
  /** Which of the record's JWT verifier maps has the certificate. */
  readonly keyId?: string;
}

interface AssertionClaims {
  readonly clientId: string;
  readonly subject: string;
  readonly now: Date;
}

export type AssertionAlgorithm = "RS256" | "ES256" | "HS256";

interface Signer {
  readonly algorithm: AssertionAlgorithm;
  readonly sign: (data: string) => Buffer;
}

const lifetimeSeconds = 300;

/**
 * A signed JWT as ServiceNow wants it: issuer and audience are both the client id (demisto ServiceNowApiModule.py;
 * configure-an-oauth-jwt-bearer-grant.md). Valid for five minutes, once.
 *
 * Throws CONFIG_INVALID for a key that cannot sign.
 */
export function signAssertion(
  { clientId, subject, now }: AssertionClaims,
  { key, keyId }: AssertionKey,
): string {
  const signer = signerOf(key);
  const header = { alg: signer.algorithm, typ: "JWT", ...(keyId !== undefined && { kid: keyId }) };
  const issuedAt = Math.floor(now.getTime() / 1000);
  const claims = {
    iss: clientId,
    aud: clientId,
    sub: subject,
    iat: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    jti: randomUUID(),
  };
  const data = `${encode(header)}.${encode(claims)}`;
  return `${data}.${signer.sign(data).toString("base64url")}`;
}

/** What a key signs with. Throws CONFIG_INVALID for one that cannot sign. */
export function assertionAlgorithmOf({ key }: AssertionKey): AssertionAlgorithm {
  return signerOf(key).algorithm;
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

function signerOf(key: AssertionKey["key"]): Signer {
  if ("privateKey" in key) return privateSigner(readPrivateKey(key.privateKey));
  if (key.sharedSecret === "") throw invalidSetting(undefined, "the shared secret must not be empty");
  return {
    algorithm: "HS256",
    sign: (data) => createHmac("sha256", key.sharedSecret).update(data).digest(),
  };
}

function privateSigner(key: KeyObject): Signer {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (key.asymmetricKeyType === "rsa") return { algorithm: "RS256", sign: signWith({ key }) };
  // RFC 7518 §3.4 wants the two numbers plain, not in DER.
  if (curve === "prime256v1")
    return { algorithm: "ES256", sign: signWith({ key, dsaEncoding: "ieee-p1363" }) };
  throw invalidSetting(undefined, "the private key must be an RSA or P-256 key");
}

const signWith = (key: Exclude<Parameters<typeof sign>[2], KeyObject>) => (data: string) =>
  sign("sha256", Buffer.from(data), key);

function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw invalidSetting(undefined, "the private key must be in PEM format, without a passphrase");
  }
}
