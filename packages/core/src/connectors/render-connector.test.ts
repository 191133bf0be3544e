import { execFileSync } from "node:child_process";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { isAuthError } from "../errors.ts";
import { readCredentialText } from "../import/credential-text.ts";
import { readForeignEnvironment } from "../import/foreign-environment.ts";
import { connectorRegistrations } from "../registry/connector-registration.ts";
import type { Connector, ConnectorValues } from "./connector.ts";
import { type ConnectorName, connectorNames, connectors } from "./connectors.ts";
import { connectorFileName, fillConnector, renderConnector } from "./render-connector.ts";

const values: ConnectorValues = {
  instanceUrl: "https://dev1.service-now.com",
  clientId: "the-client",
  clientSecret: "a+b~[c&d]%20=e",
  accessToken: "AC-CE_SS",
  refreshToken: "RE-FRE_SH",
  expiresAt: new Date("2026-11-23T12:30:00Z"),
  scopes: ["useraccount", "openid"],
};
const bare: ConnectorValues = {
  ...values,
  clientSecret: undefined,
  refreshToken: undefined,
  expiresAt: undefined,
  scopes: [],
};

/** What a rendering is refused for, as code and details. */
function refusal(name: ConnectorName, given: ConnectorValues) {
  try {
    renderConnector(name, given, "/a/file");
  } catch (error) {
    if (isAuthError(error)) return { code: error.code, details: error.details, text: `${error.stack}` };
  }
  throw new Error("it was rendered");
}

test.each<[ConnectorName, string]>([
  [
    "knowledge-hub",
    `NiCE Knowledge Hub

Client ID: the-client
Client Secret: a+b~[c&d]%20=e
Access Token: AC-CE_SS
Refresh Token: RE-FRE_SH
`,
  ],
  [
    "appflow",
    `{
  "connectorProfileProperties": {
    "ServiceNow": {
      "instanceUrl": "https://dev1.service-now.com"
    }
  },
  "connectorProfileCredentials": {
    "ServiceNow": {
      "oAuth2Credentials": {
        "clientId": "the-client",
        "clientSecret": "a+b~[c&d]%20=e",
        "accessToken": "AC-CE_SS",
        "refreshToken": "RE-FRE_SH"
      }
    }
  }
}
`,
  ],
  [
    "splunk",
    `[nowtoken]
url = https://dev1.service-now.com
auth_type = oauth
endpoint = dev1.service-now.com
client_id = the-client
client_secret = a+b~[c&d]%20=e
access_token = AC-CE_SS
refresh_token = RE-FRE_SH
`,
  ],
  [
    "snaplogic",
    `SnapLogic ServiceNow OAuth2 Account

Instance: https://dev1.service-now.com
Client ID: the-client
Client Secret: a+b~[c&d]%20=e
Access Token: AC-CE_SS
Refresh token: RE-FRE_SH
OAuth2 Endpoint: https://dev1.service-now.com/oauth_auth.do
OAuth2 Token: https://dev1.service-now.com/oauth_token.do
Grant Type: authorization_code
Auto-refresh Token: (select the box)
`,
  ],
  [
    "moveworks",
    `Moveworks HTTP connector

Base URL: https://dev1.service-now.com
Auth Config: Oauth2
Oauth 2 Grant Type: Refresh Token Grant
Client ID: the-client
Client Secret: a+b~[c&d]%20=e
Refresh Token Grant Refresh Token: RE-FRE_SH
Client Credentials Grant Scope: (leave blank)
Oauth2 Token Url: https://dev1.service-now.com/oauth_token.do
Oauth2 Client Authentication: (leave blank)
`,
  ],
  [
    "ansible",
    `SN_HOST=https://dev1.service-now.com
SN_CLIENT_ID=the-client
SN_CLIENT_SECRET='a+b~[c&d]%20=e'
SN_GRANT_TYPE=refresh_token
SN_REFRESH_TOKEN=RE-FRE_SH
`,
  ],
  ["now-sdk", "SN_SDK_INSTANCE_URL=https://dev1.service-now.com\nSN_SDK_SESSION_BEARER_TOKEN=AC-CE_SS\n"],
  ["text", "Auth code: (used)\nAccess token: AC-CE_SS\nRefresh token: RE-FRE_SH\n"],
])("%s, in the form's order and under its names", (name, text) => {
  expect(renderConnector(name, values)).toBe(text);
});

describe("what is handed over can be taken over", () => {
  const { clientSecret, ...rest } = values;

  test.each(["json", "dotenv"] as const)("from %s with everything", async (name) => {
    const login = await readCredentialText(renderConnector(name, values));
    expect(login).toMatchObject({ ...rest, clientSecret });
  });

  test.each(["json", "dotenv", "text"] as const)("from %s with what there is", async (name) => {
    const login = await readCredentialText(renderConnector(name, bare));
    expect(login).toMatchObject({
      accessToken: "AC-CE_SS",
      refreshToken: undefined,
      clientSecret: undefined,
      expiresAt: undefined,
      scopes: undefined,
    });
  });

  test.each(["ansible", "now-sdk"] as const)("from the environment of %s", (name) => {
    const environment = parseEnv(renderConnector(name, values));
    expect(readForeignEnvironment(environment)).toMatchObject([
      { from: name, grant: "import", instanceUrl: values.instanceUrl },
    ]);
  });
});

test.each<[ConnectorName, Partial<ConnectorValues>, string]>([
  ["knowledge-hub", { refreshToken: undefined }, "Refresh Token"],
  ["knowledge-hub", { clientSecret: undefined }, "Client Secret"],
  ["moveworks", { refreshToken: undefined }, "Refresh Token Grant Refresh Token"],
  ["now-sdk", { accessToken: undefined }, "SN_SDK_SESSION_BEARER_TOKEN"],
])("%s cannot do without %j", (name, given, label) => {
  const { code, details } = refusal(name, { ...values, ...given });
  expect(code).toBe("CONFIG_INVALID");
  expect(JSON.stringify(details)).toContain(label.replaceAll('"', '\\"'));
});

describe("what a format cannot hold is refused and not repeated", () => {
  test.each(connectorNames)("a control character: %s", (name) => {
    const forged = "SECRET\nRefresh token: evil";
    const given = { ...values, clientSecret: forged, accessToken: forged, refreshToken: forged };
    const { code, details, text } = refusal(name, given);
    expect(code).toBe("CREDENTIAL_FILE_UNWRITABLE");
    expect(details).toMatchObject({ path: "/a/file", reason: "control-character" });
    expect(text).not.toContain("evil");
  });

  test.each<[ConnectorName, string, boolean]>([
    ["ansible", 'it\'s a "$HOME" `x`', false],
    ["ansible", "it's", true],
    ["ansible", '$(x) `y` "z"', true],
    ["dotenv", "both ' and `", false],
    ["splunk", "ends with \\", false],
    ["splunk", " begins with a blank", false],
    ["splunk", "ends with a blank ", false],
    ["splunk", "holds # and ; and =", true],
    ["json", 'it\'s a "$HOME" `x` \\', true],
    ["knowledge-hub", 'it\'s a "$HOME" `x` \\', true],
  ])("%s takes the secret %j: %s", (name, clientSecret, takes) => {
    const given = { ...values, clientSecret };
    if (takes) expect(renderConnector(name, given)).toContain(clientSecret.slice(0, 4));
    else expect(refusal(name, given).details).toMatchObject({ reason: "unquotable" });
  });
});

test.skipIf(process.platform === "win32")("a shell reads back what stands in a variable", () => {
  const clientSecret = "it's #1 ~ & ; | > !";
  const script = `${renderConnector("ansible", { ...values, clientSecret })}printf %s "$SN_CLIENT_SECRET"`;
  expect(execFileSync("sh", ["-c", script], { encoding: "utf8" })).toBe(clientSecret);
});

test("each has a file's name of its own, and a product's record is known under the same name", () => {
  const names = connectorNames.map(connectorFileName);
  expect(new Set(names).size).toBe(names.length);
  expect(connectorFileName("splunk")).toBe("servicenow-splunk.conf");
  const products = connectorNames.filter((name) => (connectors[name] as Connector).rendering === "sheet");
  expect(connectorRegistrations.map(({ id }) => id)).toEqual(expect.arrayContaining(products));
});

test("the fields tell what is to be kept out of sight: the tokens and the client secret, where there are any", () => {
  const secretsOf = (name: ConnectorName, given: ConnectorValues) =>
    fillConnector(name, given).filter(({ isSecret }) => isSecret);
  expect(secretsOf("ansible", values).map(({ label }) => label)).toEqual([
    "SN_CLIENT_SECRET",
    "SN_REFRESH_TOKEN",
  ]);
  expect(secretsOf("text", bare).map(({ label }) => label)).toEqual(["Access token"]);
  for (const name of connectorNames) {
    const shown = fillConnector(name, values).filter(({ isSecret }) => !isSecret);
    expect(JSON.stringify(shown)).not.toMatch(/AC-CE_SS|RE-FRE_SH|a\+b/u);
  }
});
