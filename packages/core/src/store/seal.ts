import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { VaultKey } from "../vault/vault-key.ts";
import { type Profile, type ProfileSecrets, type SealedSecrets, secretsSchema } from "./profile.ts";
import { storeUnusable } from "./store-error.ts";
import { storeVersion } from "./store-file.ts";

/** AES-256-GCM as NIST SP 800-38D has it: a nonce of 96 bits, fresh for each sealing, and a tag of 128 bits. */
const algorithm = "aes-256-gcm";
const nonceLength = 12;
const tagLength = 16;

/** Whom secrets are sealed for: they open for no other instance, client, profile or version. */
export interface SealedFor {
  readonly name: string;
  readonly settings: Pick<Profile["settings"], "instanceUrl" | "clientId">;
}

/** Encrypts the secrets of a profile; nonce, ciphertext and tag follow each other. */
export function sealSecrets(secrets: ProfileSecrets, owner: SealedFor, key: VaultKey): SealedSecrets {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key.key, nonce, { authTagLength: tagLength });
  cipher.setAAD(boundTo(owner));
  const text = Buffer.concat([cipher.update(JSON.stringify(secrets), "utf8"), cipher.final()]);
  const data = Buffer.concat([nonce, text, cipher.getAuthTag()]).toString("base64");
  return { key: key.source, keyId: key.id, data };
}

/** Decrypts the secrets of a profile. Throws STORE_UNUSABLE when they were sealed for another, or changed since. */
export function openSecrets(profile: Profile, key: VaultKey, path: string): ProfileSecrets {
  const bytes = Buffer.from(profile.sealed.data, "base64");
  try {
    const decipher = createDecipheriv(algorithm, key.key, bytes.subarray(0, nonceLength), {
      authTagLength: tagLength,
    });
    decipher.setAAD(boundTo(profile));
    decipher.setAuthTag(bytes.subarray(-tagLength));
    const text = decipher.update(bytes.subarray(nonceLength, -tagLength));
    return secretsSchema.parse(JSON.parse(`${Buffer.concat([text, decipher.final()])}`));
  } catch {
    throw storeUnusable("expected secrets that were sealed for this profile", {
      path,
      profile: profile.name,
      reason: "sealed-for-another",
    });
  }
}

function boundTo({ name, settings: { instanceUrl, clientId } }: SealedFor): Buffer {
  return Buffer.from(JSON.stringify(["nowtoken", storeVersion, name.toLowerCase(), instanceUrl, clientId]));
}
