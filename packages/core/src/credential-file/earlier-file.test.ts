import { expect, test } from "vitest";
import type { Credential } from "../credential.ts";
import { holdsRefreshToken } from "./earlier-file.ts";
import { formatCredential } from "./formats.ts";

const credential: Credential = {
  instanceUrl: "https://dev12345.service-now.com",
  clientId: "id",
  scopes: [],
  authorizationCode: "code",
  accessToken: "access",
  refreshToken: "it's # one",
  expiresAt: undefined,
};

const changes = {
  "as it is": (text: string) => text,
  "with CRLF": (text: string) => text.replaceAll("\n", "\r\n"),
  "with a byte order mark": (text: string) => `\uFEFF${text}`,
  "with no line end": (text: string) => text.trimEnd(),
  "among other lines": (text: string) =>
    text.startsWith("{") ? `\n${text}\n` : `note\n${text}\nRefresh: x\n`,
};

for (const format of ["text", "json", "env"] as const) {
  test.each(Object.entries(changes))(`fault 17: a refresh token is seen in ${format} %s`, (_, change) => {
    expect(holdsRefreshToken(Buffer.from(change(formatCredential(credential, format))))).toBe(true);
  });

  test.each(Object.entries(changes))(`no refresh token is seen in ${format} without one, %s`, (_, change) => {
    const without = { ...credential, refreshToken: undefined };
    expect(holdsRefreshToken(Buffer.from(change(formatCredential(without, format))))).toBe(false);
  });
}

test.each(['{"refreshToken":"x"}', "Refresh token:x", "export SERVICENOW_REFRESH_TOKEN = 'x'"])(
  "a refresh token is seen in %s",
  (text) => expect(holdsRefreshToken(Buffer.from(text))).toBe(true),
);

test("fault 17: text whose lines were swapped is still read", () => {
  const lines = formatCredential(credential, "text").trimEnd().split("\n").reverse().join("\n");
  expect(holdsRefreshToken(Buffer.from(lines))).toBe(true);
});

test.each([
  ["empty", ""],
  ["cut within the text", "Auth code: a\nRefresh tok"],
  ["cut within the JSON", '{"version": 1, "refreshToken": "'],
  ["JSON of another shape", '["refreshToken"]'],
  ["an empty value", 'Refresh token:  \nSERVICENOW_REFRESH_TOKEN=""\n'],
])("fault 17: a file that is damaged holds none: %s", (_, text) => {
  expect(holdsRefreshToken(Buffer.from(text))).toBe(false);
});

test.each(["\n", " ", "Refresh token:", "SERVICENOW_REFRESH_TOKEN=\n", '"refreshToken" '])(
  "fault 17: endless %j is read at once",
  { timeout: 500 },
  (text) => {
    holdsRefreshToken(Buffer.from(text.repeat(100_000 / text.length)));
  },
);

test("fault 17: a binary file holds none", () => {
  expect(holdsRefreshToken(Buffer.from([0xff, 0x00, 0xfe, 0x0a, 0x80]))).toBe(false);
});
