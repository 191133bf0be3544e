import { describe, expect, test } from "vitest";
import { parseClientId, parseClientSecret } from "./client.ts";
import { parseSettings } from "./settings.ts";
import { settingsWarnings } from "./settings-warnings.ts";

const sampleId = "6f9d3c8e0a0a4b7fb2c9e4a1b3c12345";
const sampleSecret = "Zx91LmPqA3JvYwS7D9FhK2C4X8R0bE";

test("a client id loses what pasting left around it, no-break spaces included", () => {
  expect(parseClientId("\u00a0\ufeff abc123\u200b\n")).toBe("abc123");
  expect(parseClientId("“abc123”")).toBe("abc123");
  expect(parseClientId("https://client.example/metadata?x=1")).toBe("https://client.example/metadata?x=1");
});

test.each([
  ["abc\u00a0123", "visible ASCII"],
  ["abc\u200b123", "visible ASCII"],
  ["abc 123", "visible ASCII"],
  ["abc\n123", "visible ASCII"],
  ['"abc123', "visible ASCII"],
  ["äbc", "visible ASCII"],
  [" ", "empty"],
  ["<client-id>", "placeholder"],
  ["{client_id}", "placeholder"],
  ["your_client_id", "placeholder"],
])("the client id %j is refused", (text, reason) => {
  expect(() => parseClientId(text)).toThrow(`clientId: must`);
  expect(() => parseClientId(text)).toThrow(reason);
});

test("a client secret keeps every character within, also quotes, brackets and spaces", () => {
  for (const secret of [
    ")k(M^x#2Y",
    "Xs}|!)a,{a",
    "<a>",
    "'quoted'",
    '"',
    "a b",
    "pässword",
    "a%20b",
    "a\\nb",
  ]) {
    expect(parseClientSecret(`\u00a0${secret}\r\n`)).toBe(secret);
  }
});

test.each([
  ["", "empty"],
  ["a\nb", "line ends"],
  ["a\u0000b", "control"],
  ["a\u00a0b", "invisible"],
  ["a\u200bb", "invisible"],
  ["a\ud800b", "invisible"],
  ["<client-secret>", "placeholder"],
  ["{client_secret}", "placeholder"],
  ["$<CLIENT_SECRET>", "placeholder"],
  ["your client secret", "placeholder"],
])("the client secret %j is refused, and not repeated", (text, reason) => {
  expect(() => parseClientSecret(text)).toThrow(reason);
});

describe("threat 63: the guide's published sample", () => {
  test("its secret is refused, however it was pasted", () => {
    expect(() => parseClientSecret(` ${sampleSecret}\n`)).toThrow("the sample of the guide");
    expect(parseClientSecret(`${sampleSecret}x`)).toBe(`${sampleSecret}x`);
  });

  test("its client id gets a warning, another none", () => {
    expect(settingsWarnings(parseSettings({ instance: "dev1", clientId: sampleId }))).toEqual([
      "the client id is the sample of the guide: use your own record's",
    ]);
    expect(settingsWarnings(parseSettings({ instance: "dev1", clientId: "abc", clientSecret: "s" }))).toEqual(
      [],
    );
  });
});

test("a client secret in quotes gets a warning, for they are sent with it", () => {
  for (const clientSecret of ['"abc"', "‘abc’"]) {
    const settings = parseSettings({ instance: "dev1", clientId: "abc", clientSecret });
    expect(settings.clientSecret).toBe(clientSecret);
    expect(settingsWarnings(settings)).toEqual([
      "the client secret stands in quotes, which are sent as part of it",
    ]);
  }
});
