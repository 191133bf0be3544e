import { createHash, randomBytes } from "node:crypto";

/** What one login attempt keeps to itself until the redirect comes back. */
export interface LoginSecrets {
  /** 256 random bits in hexadecimal: the instance's documentation warns about special characters in `state`. */
  readonly state: string;
  /** 43 characters of the unreserved alphabet, from 256 random bits (RFC 7636 §4.1). */
  readonly codeVerifier: string;
}

/** Makes the only random values of a login: fresh ones for every attempt. */
export function generateLoginSecrets(): LoginSecrets {
  return { state: randomBytes(32).toString("hex"), codeVerifier: randomBytes(32).toString("base64url") };
}

/** The S256 code challenge of a verifier (RFC 7636 §4.2). */
export function codeChallenge(codeVerifier: string): string {
  return createHash("sha256").update(codeVerifier, "ascii").digest("base64url");
}
