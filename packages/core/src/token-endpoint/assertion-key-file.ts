import { invalidSetting } from "../settings/config-invalid.ts";
import { readTextFile } from "../settings/text-file.ts";
import { type AssertionKey, assertionAlgorithmOf } from "./jwt-assertion.ts";

/** Where the key that signs assertions is, as a profile keeps it. */
export interface AssertionKeyFile {
  readonly keyFile: string;
  readonly keyId?: string | undefined;
  /** The private key decides it, where it is left out; HS256 says that the file holds a shared secret. */
  readonly algorithm?: string | undefined;
}

/** Reads the key that signs assertions. Throws CONFIG_INVALID when it cannot be read, or is none for the algorithm. */
export function readAssertionKey({ keyFile, keyId, algorithm }: AssertionKeyFile): AssertionKey {
  const text = readTextFile(keyFile, "the file with the key of the JWT");
  const key = algorithm === "HS256" ? { sharedSecret: text.replace(/\r?\n$/u, "") } : { privateKey: text };
  const made: AssertionKey = { key, ...(keyId !== undefined && { keyId }) };
  const actual = assertionAlgorithmOf(made);
  if (algorithm === undefined || algorithm === actual) return made;
  throw invalidSetting(undefined, `the key of the JWT signs with ${actual}, not with ${algorithm}`);
}
