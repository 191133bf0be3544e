import { describe, expect, test } from "vitest";
import type { Credential } from "../credential.ts";
import { formatCredential } from "../credential-file/formats.ts";
import { isAuthError } from "../errors.ts";
import { readCredentialText } from "./credential-text.ts";

const credential: Credential = {
  instanceUrl: "https://dev1.service-now.com",
  clientId: "the-client",
  scopes: ["useraccount", "openid"],
  authorizationCode: "CODE",
  accessToken: "AC-CE_SS",
  refreshToken: "RE-FRE_SH",
  expiresAt: new Date("2026-11-23T12:30:00Z"),
};
const tokens = { accessToken: "AC-CE_SS", refreshToken: "RE-FRE_SH" };
const everything = {
  ...tokens,
  instanceUrl: credential.instanceUrl,
  clientId: "the-client",
  expiresAt: credential.expiresAt,
};

/** The problems that a text is refused for, as place, label and message. */
async function refusal(text: string) {
  try {
    await readCredentialText(text);
  } catch (error) {
    if (isAuthError(error, "CONFIG_INVALID")) return error.details.problems;
    throw error;
  }
  throw new Error("it was read");
}

describe("what we write is read", () => {
  test("as text", async () => {
    expect(await readCredentialText(formatCredential(credential, "text"))).toEqual({
      from: "text",
      grant: "import",
      instanceUrl: undefined,
      clientId: undefined,
      clientSecret: undefined,
      scopes: undefined,
      expiresAt: undefined,
      ...tokens,
    });
  });

  test.each(["json", "env"] as const)("as %s", async (format) => {
    const login = await readCredentialText(formatCredential(credential, format));
    expect(login).toMatchObject({ from: format, grant: "import", ...everything });
  });

  test.each(["text", "json", "env"] as const)("without a refresh token too, as %s", async (format) => {
    const text = formatCredential({ ...credential, refreshToken: undefined, expiresAt: undefined }, format);
    const login = await readCredentialText(text);
    expect([login.accessToken, login.refreshToken, login.expiresAt]).toEqual([
      "AC-CE_SS",
      undefined,
      undefined,
    ]);
  });

  test("with the client's secret and scopes, where they are in it", async () => {
    const json = { version: 1, ...tokens, clientSecret: "a+b", scopes: ["useraccount"] };
    expect(await readCredentialText(JSON.stringify(json))).toMatchObject({
      clientSecret: "a+b",
      scopes: ["useraccount"],
    });
    const env = "SERVICENOW_ACCESS_TOKEN=A\nSERVICENOW_CLIENT_SECRET='a b'\nSERVICENOW_SCOPES='x y'\n";
    expect(await readCredentialText(env)).toMatchObject({ clientSecret: "a b", scopes: ["x", "y"] });
  });
});

describe("the guide's three lines", () => {
  const [code, access, refresh] = ["Auth code: CODE", "Access token: AC-CE_SS", "Refresh token: RE-FRE_SH"];

  test.each([
    ["CRLF and a byte order mark", `\ufeff${code}\r\n${access}\r\n${refresh}\r\n`],
    ["lone CR", `${code}\r${access}\r${refresh}`],
    ["another order", `${refresh}\n${code}\n${access}\n`],
    ["blank lines", `\n\n${code}\n   \n${access}\n\n${refresh}\n\n`],
    ["no code", `${access}\n${refresh}`],
    ["blanks and capitals", `  access TOKEN :  AC-CE_SS \t\n${refresh}`],
  ])("are read with %s", async (_, text) => {
    expect(await readCredentialText(text)).toMatchObject(tokens);
  });

  test.each(["Refresh token: (not issued)", "Refresh token: None", "Refresh token:"])(
    "may have no refresh token: %j",
    async (line) => {
      expect(await readCredentialText(`${access}\n${line}`)).toMatchObject({ refreshToken: undefined });
    },
  );

  test.each<[string, string, object]>([
    ["a line of another kind", `${access}\nhello there\n${refresh}`, { line: 2 }],
    ["an unknown label", `${access}\nClient secret: x`, { line: 2 }],
    [
      "a token cut by a blank",
      `${code}\n${refresh}\nAccess token: AC SS`,
      { line: 3, setting: "Access token" },
    ],
    ["an empty access token", `Access token:\n${refresh}`, { line: 1, setting: "Access token" }],
    ["a placeholder", `Access token: <access_token>`, { line: 1, setting: "Access token" }],
    ["a control character", `${refresh}\nAccess token: A\u0007B`, { line: 2 }],
    ["a forged line", `${access}\n${refresh}\n${refresh}`, { line: 3, message: "must be given once" }],
    ["bytes of something else", "\u0000\ufffd\u0001\u0002", { line: 1 }],
    ["nothing", "", { message: "must hold an access token or a refresh token" }],
    ["nothing but the code", code, { message: "must hold an access token or a refresh token" }],
    ["half a file", "Auth code: CODE\nAccess tok", { line: 2 }],
    ["far too much", `${access}\n`.repeat(9000), { message: "must be at most 64 KiB" }],
  ])("are refused with %s", async (_, text, problem) => {
    const problems = await refusal(text);
    expect(problems).toMatchObject([problem]);
    expect(JSON.stringify(problems)).not.toMatch(/AC.CE|hello|AC SS/);
  });
});

test.each<[string, string, object]>([
  [
    "of another version",
    '{\n "version": 2, "accessToken": "A" }',
    { setting: "version", line: 2, column: 2 },
  ],
  ["without a version", '{ "accessToken": "A" }', { setting: "version" }],
  ["with an unknown member", '{ "version": 1,\n"accesstoken": "A" }', { kind: "unknown", line: 2 }],
  ["with a token that is none", '{ "version": 1, "accessToken": 7 }', { setting: "accessToken", line: 1 }],
  ["with another's instance", '{ "version": 1, "accessToken": "A", "instanceUrl": "http://x.example" }', {}],
  ["with a date that is none", '{ "version": 1, "accessToken": "A", "expiresAt": "soon" }', { line: 1 }],
  ["that is cut", '{ "version": 1, "accessTo', {}],
  ["that is a list", "[1]", { message: "must be a JSON object" }],
  ["without tokens", '{ "version": 1, "refreshToken": null }', {}],
])("JSON %s is refused", async (_, text, problem) => {
  expect(await refusal(text)).toMatchObject([problem]);
});

test("a dotenv file is refused by the line that is wrong; other programs' variables are left alone", async () => {
  const problems = await refusal("PATH=/bin\nexport SERVICENOW_ACCESS_TOKEN='a b'\nSERVICENOW_CLIENT_ID=x\n");
  expect(problems).toMatchObject([{ setting: "SERVICENOW_ACCESS_TOKEN", line: 2 }]);
});
