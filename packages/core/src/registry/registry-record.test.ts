import { describe, expect, test } from "vitest";
import { isAuthError } from "../errors.ts";
import { parseSettings } from "../settings/settings.ts";
import { connectorRegistrations } from "./connector-registration.ts";
import { buildGuide, guideVariants } from "./guide.ts";
import { recordValues } from "./record-values.ts";
import { planRegistryRecord, type RecordWishes } from "./registry-record.ts";
import { renderText } from "./render-text.ts";

const plan = (wishes: Omit<RecordWishes, "settings"> = {}, given: object = {}) =>
  planRegistryRecord({
    settings: parseSettings({ instance: "dev12345", clientId: "any", ...given }),
    ...wishes,
  });
const page = "https://dev12345.service-now.com/oauth_redirect.do";
const loopback = "http://localhost:8765/callback";

test("a record has the guide's values unless something else is asked for", () => {
  expect(plan()).toEqual({
    instanceUrl: "https://dev12345.service-now.com",
    product: undefined,
    name: "CXone Knowledge OAuth",
    redirectUris: [page, loopback],
    productLogsIn: false,
    otherRedirectUri: undefined,
    refreshTokenLifespan: 31_536_000,
    accessTokenLifespan: 7_200,
    scopes: ["useraccount", "openid", "profile", "email", "offline_access"],
    isPublic: false,
  });
});

describe("the redirect URLs are an address to copy from, then one that comes back by itself:", () => {
  const custom = "https://dev12345.service-now.com/capture_oauthcode";
  test.each<[string, Parameters<typeof plan>, string[]]>([
    ["a custom page takes the first place", [{}, { redirectUri: custom }], [custom, loopback]],
    [
      "another port takes the second place",
      [{}, { redirectUri: "http://127.0.0.1:9000/x" }],
      [page, "http://127.0.0.1:9000/x"],
    ],
    ["without loopback there is one", [{ withLoopback: false }], [page]],
    [
      "without loopback one that the settings name does not count either",
      [{ withLoopback: false }, { redirectUri: loopback }],
      [page],
    ],
    [
      "an instance that runs on this machine has its own page",
      [{}, { instance: "http://localhost:8080" }],
      ["http://localhost:8080/oauth_redirect.do", loopback],
    ],
  ])("%s", (_, wishes, expected) => {
    expect(plan(...wishes).redirectUris).toEqual(expected);
  });
});

test("a product that does the login itself has its own redirect URLs alone", () => {
  const connector = {
    id: "one",
    product: "One",
    recordName: "One OAuth",
    redirectUris: ["https://one.example/back"],
    source: "none",
  };
  expect(plan({ connector })).toMatchObject({
    name: "One OAuth",
    redirectUris: ["https://one.example/back"],
  });
  expect(plan({ connector, name: " Mine " }).name).toBe("Mine");
});

test.each([
  ["empty", " "],
  ["with what the instance's query language reads as another condition", "a^active=true"],
  ["that the instance would run", "JavaScript:gs.getUserID()"],
  ["with a character that nobody sees", "a\u202eb"],
  ["too long", "a".repeat(101)],
])("a name %s is refused", (_, name) => {
  let thrown: unknown;
  try {
    plan({ name });
  } catch (error) {
    thrown = error;
  }
  expect(isAuthError(thrown, "CONFIG_INVALID")).toBe(true);
});

test("a redirect URI with a comma is refused: the record would take it for two", () => {
  expect(() => plan({}, { redirectUri: "https://one.example/back,https://evil.example/" })).toThrow(
    /redirectUri: must not contain a comma/u,
  );
});

test("a public client has no secret and demands PKCE; any other does neither", () => {
  const columns = (isPublic: boolean) =>
    Object.fromEntries(recordValues(plan({ isPublic })).map(({ column, value }) => [column, value]));
  expect(columns(true)).toMatchObject({ public_client: "true", use_pkce: "true" });
  expect(columns(false)).toMatchObject({ public_client: "false" });
  expect(columns(false)).not.toHaveProperty("use_pkce");
});

test("every field has its reason, and the redirect URLs stand together without blanks", () => {
  const values = recordValues(plan());
  expect(values.filter(({ reason }) => !/^[A-Z].*\.$/u.test(reason))).toEqual([]);
  expect(values.find(({ column }) => column === "redirect_url")?.value).toBe(`${page},${loopback}`);
});

test("a product that takes our values can be given its own login instead, which the guide says", () => {
  const connector = connectorRegistrations.find(({ id }) => id === "appflow");
  const record = plan({ connector });
  expect(record).toMatchObject({
    product: "AWS AppFlow",
    name: "AWS AppFlow OAuth",
    redirectUris: [page, loopback],
  });
  for (const variant of guideVariants) {
    expect(renderText(buildGuide(record, variant))).toContain(
      "https://{region}.console.aws.amazon.com/appflow/oauth",
    );
  }
});

test("every product has an id of its own, and a name that a record can have", () => {
  const ids = connectorRegistrations.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const connector of connectorRegistrations) expect(plan({ connector }).name).toBe(connector.recordName);
});
