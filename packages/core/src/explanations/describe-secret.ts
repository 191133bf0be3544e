import type { SecretShape } from "./secret-shape.ts";

/** Describes a client secret; nothing of it can be read from the answer. */
export function describeSecret(secret: string, clientId: string): SecretShape {
  return {
    length: secret.length,
    hasBlank: /\s/u.test(secret),
    hasReserved: /[^\w.*-]/u.test(secret),
    isEncoded: /%[0-9a-f]{2}/iu.test(secret) && !/[^\w.*%~-]/u.test(secret),
    isQuoted: /^(["'`“”‘’„«»]).*(["'`“”‘’«»])$/su.test(secret),
    isMasked: /^[•●∙·*.…xX]+$/u.test(secret),
    hasForeign: /[^\x20-\x7e]/u.test(secret),
    isClientId: secret === clientId,
  };
}
