import { parseEnv } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Credential } from "../credential.ts";
import { type CredentialFormat, formatCredential } from "./formats.ts";

const credential: Credential = {
  instanceUrl: "https://dev12345.service-now.com",
  clientId: "0123456789abcdef",
  scopes: ["useraccount", "openid"],
  authorizationCode: "CODE",
  accessToken: "ACCESS",
  refreshToken: "REFRESH",
  expiresAt: new Date("2026-01-02T03:04:05Z"),
};
const bare: Credential = { ...credential, refreshToken: undefined, expiresAt: undefined };

test("text is the guide's file, byte for byte", () => {
  expect(formatCredential(credential, "text")).toBe(
    "Auth code: CODE\nAccess token: ACCESS\nRefresh token: REFRESH\n",
  );
});

test("text says so when no refresh token was issued", () => {
  expect(formatCredential(bare, "text")).toBe(
    "Auth code: CODE\nAccess token: ACCESS\nRefresh token: (not issued)\n",
  );
});

test("json has its keys in order, two spaces deep, and one line feed at the end", () => {
  expect(formatCredential(credential, "json")).toBe(`{
  "version": 1,
  "instanceUrl": "https://dev12345.service-now.com",
  "clientId": "0123456789abcdef",
  "scopes": [
    "useraccount",
    "openid"
  ],
  "authorizationCode": "CODE",
  "accessToken": "ACCESS",
  "refreshToken": "REFRESH",
  "expiresAt": "2026-01-02T03:04:05.000Z"
}
`);
});

test("json has null for what the instance did not issue", () => {
  expect(JSON.parse(formatCredential(bare, "json"))).toMatchObject({ refreshToken: null, expiresAt: null });
});

test("env is a dotenv file without quotes where none are needed", () => {
  expect(formatCredential(credential, "env")).toBe(`SERVICENOW_INSTANCE_URL=https://dev12345.service-now.com
SERVICENOW_CLIENT_ID=0123456789abcdef
SERVICENOW_ACCESS_TOKEN=ACCESS
SERVICENOW_REFRESH_TOKEN=REFRESH
SERVICENOW_EXPIRES_AT=2026-01-02T03:04:05.000Z
`);
});

test("env leaves out what the instance did not issue", () => {
  expect(parseEnv(formatCredential(bare, "env"))).toEqual({
    SERVICENOW_INSTANCE_URL: credential.instanceUrl,
    SERVICENOW_CLIENT_ID: credential.clientId,
    SERVICENOW_ACCESS_TOKEN: "ACCESS",
  });
});

test("env quotes values so that they are read back exactly, and refuses few", () => {
  const hostile = fc.string({ minLength: 1, unit: fc.constantFrom(..."a#'\"`\\$ n={") });
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ minLength: 1 })), (accessToken) => {
      const text = attempt({ ...credential, accessToken }, "env");
      if (text === undefined) expect(accessToken).toMatch(/\\$|(['"`]).*(?!\1)['"`]/);
      else
        expect(parseEnv(text)).toEqual({
          ...parseEnv(formatCredential(credential, "env")),
          SERVICENOW_ACCESS_TOKEN: accessToken,
        });
    }),
    { numRuns: 1000 },
  );
});

test.each(["x#'\"`$", "x #\\"])(
  "a value that cannot be quoted is refused in a dotenv file, by its name alone: %j",
  (accessToken) => {
    expect(() => formatCredential({ ...credential, accessToken }, "env", "/tmp/.env")).toThrow(
      expect.objectContaining({
        code: "CREDENTIAL_FILE_UNWRITABLE",
        message: "SERVICENOW_ACCESS_TOKEN must be quotable in a dotenv file",
        details: { path: "/tmp/.env", reason: "unquotable", label: "SERVICENOW_ACCESS_TOKEN" },
      }),
    );
  },
);

test.each([
  ["a line feed", "aaa\nRefresh token: evil"],
  ["a lone carriage return", "aaa\rRefresh token: evil"],
  ["NUL", "aaa\0"],
  ["escape", "aaa\u001b[2J"],
  ["delete", "aaa\u007f"],
  ["a C1 control", "aaa\u0085"],
  ["U+2028", "aaa\u2028"],
  ["U+2029", "aaa\u2029"],
  ["a lone surrogate", "aaa\ud800"],
])("threat 25: a token with %s is refused in every format, and not repeated", (_, accessToken) => {
  for (const format of ["text", "json", "env"] as const) {
    expect(() => formatCredential({ ...credential, accessToken }, format, "/tmp/file")).toThrow(
      expect.objectContaining({
        message: "the access token must not hold control characters",
        details: { path: "/tmp/file", reason: "control-character", label: "access token" },
      }),
    );
  }
});

test.each([
  ["instance URL", { instanceUrl: "https://a\n" }],
  ["client id", { clientId: "a\n" }],
  ["scopes", { scopes: ["a\n"] }],
  ["authorization code", { authorizationCode: "a\n" }],
  ["refresh token", { refreshToken: "a\n" }],
])("threat 25: the %s is refused like a token", (label, values) => {
  expect(() => formatCredential({ ...credential, ...values }, "json")).toThrow(
    expect.objectContaining({ details: { path: "-", reason: "control-character", label } }),
  );
});

test("a value that a format does not write cannot keep it from being written", () => {
  const scopes = ["a\nb"];
  expect(formatCredential({ ...credential, scopes, clientId: "a\n" }, "text")).toContain("ACCESS");
  expect(formatCredential({ ...credential, scopes, authorizationCode: "a\n" }, "env")).toContain("ACCESS");
});

function attempt(values: Credential, format: CredentialFormat): string | undefined {
  try {
    return formatCredential(values, format);
  } catch {
    return undefined;
  }
}
