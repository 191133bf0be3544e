import { expect, test } from "vitest";
import { countSecrets } from "./secrets.ts";

const secret = "s3cret+with/odd&characters=";

test.each([
  ["as it is", secret],
  ["percent-encoded", encodeURIComponent(secret)],
  ["form-encoded", `${new URLSearchParams({ client_secret: secret })}`],
  ["in base64", Buffer.from(secret).toString("base64")],
  ["in the base64 of HTTP Basic, whatever stands before", Buffer.from(`id:${secret}!`).toString("base64")],
  ["and one character later", Buffer.from(`id2:${secret}`).toString("base64")],
  ["and in base64url", Buffer.from(`i:${secret}`).toString("base64url")],
])("a secret is found %s", (_, form) => {
  expect(countSecrets(`before ${form} after`, [secret])).toBe(1);
});

test("a text without it is clean", () => {
  expect(countSecrets("nothing here but s3cret", [secret, undefined])).toBe(0);
});
