import { describe, expect, test } from "vitest";
import { type ForeignEnvironment, readForeignEnvironment } from "./foreign-environment.ts";

const sdk = { SN_SDK_INSTANCE_URL: "https://dev1.service-now.com" };
const ansible = { SN_HOST: "dev2.service-now.com", SN_CLIENT_ID: "id", SN_CLIENT_SECRET: "a+b" };

test("an environment of neither holds no login", () => {
  expect(readForeignEnvironment({ PATH: "/bin", SN_HOST: "", SN_USERNAME: "ada", SN_PASSWORD: "x" })).toEqual(
    [],
  );
});

test("both are found side by side", () => {
  const environment = { ...sdk, ...ansible, SN_SDK_SESSION_BEARER_TOKEN: "A", SN_REFRESH_TOKEN: "R" };
  expect(readForeignEnvironment(environment)).toMatchObject([
    { from: "now-sdk", instanceUrl: "https://dev1.service-now.com", accessToken: "A", grant: "import" },
    {
      from: "ansible",
      instanceUrl: "https://dev2.service-now.com",
      clientId: "id",
      clientSecret: "a+b",
      refreshToken: "R",
      grant: "import",
    },
  ]);
});

describe("without a token a client and its secret will do", () => {
  test.each<[string, ForeignEnvironment]>([
    ["now-sdk", { ...sdk, SN_SDK_OAUTH_CLIENT_ID: "id", SN_SDK_OAUTH_CLIENT_SECRET: "s" }],
    ["ansible", ansible],
    ["ansible", { ...ansible, SN_REFRESH_TOKEN: "R", SN_GRANT_TYPE: "client_credentials" }],
  ])("%s: %j", (from, environment) => {
    expect(readForeignEnvironment(environment)).toMatchObject([{ from, grant: "client-credentials" }]);
  });
});

test("a password is taken for the grant password alone", () => {
  const secrets = { SN_USERNAME: "ada", SN_PASSWORD: "pass word" };
  expect(readForeignEnvironment({ ...ansible, ...secrets, SN_GRANT_TYPE: "password" })).toMatchObject([
    { grant: "password", passwordLogin: { userName: "ada", password: "pass word" } },
  ]);
  const [other] = readForeignEnvironment({ ...ansible, ...secrets, SN_REFRESH_TOKEN: "R" });
  expect(other).not.toHaveProperty("passwordLogin");
});

test.each<[ForeignEnvironment, string]>([
  [{ ...sdk, SN_SDK_SESSION_BEARER_TOKEN: "a b" }, "SN_SDK_SESSION_BEARER_TOKEN"],
  [{ SN_SDK_INSTANCE_URL: "https://user@dev1.service-now.com" }, "SN_SDK_INSTANCE_URL"],
  [sdk, "SN_SDK_SESSION_BEARER_TOKEN"],
  [{ SN_HOST: "dev2.service-now.com" }, "SN_REFRESH_TOKEN"],
  [{ ...ansible, SN_GRANT_TYPE: "password", SN_PASSWORD: "secret-password" }, "SN_USERNAME"],
  [{ ...ansible, SN_GRANT_TYPE: "password", SN_USERNAME: "ada" }, "SN_PASSWORD"],
])("%j is refused by the name of %s, without its value", (environment, setting) => {
  const read = () => readForeignEnvironment(environment);
  const details = { problems: [expect.objectContaining({ setting })] };
  expect(read).toThrow(expect.objectContaining({ code: "CONFIG_INVALID", details }));
  expect(read).not.toThrow(/a b|user@|secret-password/);
});
