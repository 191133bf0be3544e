import { expect, test } from "vitest";
import { describeSecret } from "./describe-secret.ts";

const clientId = "9a4c1f7e2b8d4e6f8a0b3c5d7e9f1a2b";
const plain = {
  hasBlank: false,
  hasReserved: false,
  isEncoded: false,
  isQuoted: false,
  isMasked: false,
  hasForeign: false,
  isClientId: false,
};

test.each([
  ["Zx91LmPqA3JvYwS7", {}],
  ["a+b&c~d[e%f", { hasReserved: true }],
  ["two words", { hasBlank: true, hasReserved: true }],
  ["a\u00a0b", { hasBlank: true, hasForeign: true, hasReserved: true }],
  ["a%2Bb%26c", { isEncoded: true, hasReserved: true }],
  ["'quoted'", { isQuoted: true, hasReserved: true }],
  ["“quoted”", { isQuoted: true, hasForeign: true, hasReserved: true }],
  ["••••••••", { isMasked: true, hasForeign: true, hasReserved: true }],
  ["************", { isMasked: true }],
  [clientId, { isClientId: true }],
])("of %j only the shape is told", (secret, shape) => {
  expect(describeSecret(secret, clientId)).toEqual({ ...plain, length: secret.length, ...shape });
});
