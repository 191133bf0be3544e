import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingsJsonSchema } from "./settings-json-schema.ts";

test("the shipped JSON Schema is the one that the settings generate", () => {
  const shipped: unknown = JSON.parse(
    readFileSync(new URL("../../schema/settings.schema.json", import.meta.url), "utf8"),
  );
  expect(shipped, "run `pnpm --filter @nowtoken/core schema`").toEqual(settingsJsonSchema());
});

test("it knows the guide's names, says what each is for, and forbids all others", () => {
  expect(settingsJsonSchema()).toMatchObject({
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      client_secret: { type: "string", description: expect.stringContaining("Client Secret") },
      format: { enum: ["text", "json", "env"] },
      timeout: { type: ["string", "number"] },
    },
  });
});
