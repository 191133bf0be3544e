import { describe, expect, test } from "vitest";
import { parseSettings } from "../settings/settings.ts";
import { checkRecord } from "./check.ts";
import type { RecordExpectation, RecordReading } from "./record-reading.ts";
import { recordValues } from "./record-values.ts";
import { planRegistryRecord } from "./registry-record.ts";

const page = "https://dev12345.service-now.com/oauth_redirect.do";
const loopback = "http://localhost:8765/callback";
const clientId = "9a4c1f7e2b8d4e6f8a0b3c5d7e9f1a2b";
const scopes = ["useraccount", "openid", "profile", "email", "offline_access"];
const settings = parseSettings({ instance: "dev12345", clientId });
const record = planRegistryRecord({ settings });

const good: RecordReading = {
  row: {
    ...Object.fromEntries(recordValues(record).map(({ column, value }) => [column, value])),
    sys_id: "0123456789abcdef0123456789abcdef",
    type: "client",
    client_id: clientId,
    use_pkce: "false",
    code_challenge_method: "S256",
    access: "public",
    enforce_token_restrictions: "false",
  },
  entityScopes: scopes,
  authScopes: scopes.map((name) => ({ name, sysId: `id-${name}` })),
  useraccountId: "id-useraccount",
  unseen: [],
};
const expectation: RecordExpectation = { record, needed: [page], clientId, hasSecret: true };

const withoutAuthScopes = (because: "missing" | "closed" | "hidden") =>
  ({ authScopes: undefined, unseen: [{ list: "Auth Scopes", because }] }) as const;
const withoutScopes = {
  entityScopes: undefined,
  authScopes: undefined,
  unseen: [
    { list: "OAuth Entity Scopes", because: "missing" },
    { list: "Auth Scopes", because: "closed" },
  ],
} as const;

interface Planted {
  readonly row?: RecordReading["row"];
  readonly reading?: Partial<RecordReading>;
  readonly expectation?: Partial<RecordExpectation>;
}

function check({ row, reading, expectation: changes }: Planted) {
  return checkRecord({ ...good, ...reading, row: { ...good.row, ...row } }, { ...expectation, ...changes });
}

describe("a good record has no finding:", () => {
  test.each<[string, Planted]>([
    ["as it is made here", {}],
    ["whose login comes back by itself", { expectation: { needed: [loopback] } }],
    ["as NiCE's guide makes it", { row: { redirect_url: page } }],
    ["with the list as the documentation writes it", { row: { redirect_url: `${page}, ${loopback}` } }],
    [
      "of a release without the newer columns",
      {
        row: {
          inbound_grant_type: undefined,
          token_format: undefined,
          scope_restriction_status: undefined,
          use_pkce: undefined,
          enforce_token_restrictions: undefined,
        },
        reading: { ...withoutAuthScopes("missing"), useraccountId: undefined },
      },
    ],
    [
      "of a public client",
      { row: { public_client: "true", use_pkce: "true" }, expectation: { hasSecret: false } },
    ],
    ["that demands PKCE besides the secret", { row: { use_pkce: "true" } }],
    ["for several grants", { row: { inbound_grant_type: "multiple" } }],
    [
      "that is to have no scope, and whose scopes nobody may read",
      { reading: withoutScopes, expectation: { record: { ...record, scopes: [] } } },
    ],
    [
      "where nobody has said whether there is a secret",
      { expectation: { hasSecret: undefined, clientId: undefined } },
    ],
  ])("%s", (_, planted) => {
    expect(check(planted)).toEqual([]);
  });
});

const crossed = scopes.filter((scope) => scope !== "offline_access");

/** Each a good record with faults planted, and exactly the findings that they amount to. */
const planted: readonly [string, Planted, string[]][] = [
  ["not active", { row: { active: "false" } }, ["failed inactive"]],
  ["for the other direction", { row: { type: "oauth_provider" } }, ["failed outbound"]],
  ["of another client id", { row: { client_id: "0".repeat(32) } }, ["failed client-id-differs"]],
  ["for another grant", { row: { inbound_grant_type: "client_credential" } }, ["failed grant-type"]],
  ["with no redirect URL", { row: { redirect_url: "" } }, ["failed redirect-empty"]],
  ["with a slash too many", { row: { redirect_url: `${page}/,${loopback}` } }, ["failed redirect-differs"]],
  [
    "with another instance's address",
    { row: { redirect_url: "https://dev12346.service-now.com/oauth_redirect.do" } },
    ["failed redirect-differs"],
  ],
  [
    "with a character that nobody sees",
    { row: { redirect_url: `\u200b${page}` } },
    ["failed redirect-differs"],
  ],
  [
    "with the loopback address of another port",
    { row: { redirect_url: `${page},http://localhost:8766/callback` } },
    ["warning redirect-differs"],
  ],
  [
    "with the two in the wrong order",
    { row: { redirect_url: `${loopback},${page}` } },
    ["warning redirect-order"],
  ],
  [
    "with addresses on lines of their own",
    { row: { redirect_url: `${page}\n${loopback}` } },
    ["failed redirect-missing", "failed redirect-separator"],
  ],
  [
    "that another product uses too",
    { row: { redirect_url: `${page},https://oauth.pstmn.io/v1/browser-callback` } },
    ["warning other-connector"],
  ],
  [
    "with an address without TLS, and a wildcard",
    { row: { redirect_url: `${page},http://intranet.example/back,https://*.example/x` } },
    ["failed redirect-insecure", "failed redirect-wildcard"],
  ],
  [
    "that lists a loopback address after the login",
    { expectation: { record: { ...record, redirectUris: [page] } } },
    ["warning redirect-loopback"],
  ],
  [
    "with the instance's default lifespans",
    { row: { refresh_token_lifespan: "8640000", access_token_lifespan: "1800" } },
    ["warning refresh-lifespan-short", "note access-lifespan-differs"],
  ],
  [
    "with lifespans that end everything at once",
    { row: { refresh_token_lifespan: "0", access_token_lifespan: "" } },
    ["failed refresh-lifespan-unusable", "failed access-lifespan-unusable"],
  ],
  [
    "with lifespans far too long",
    { row: { refresh_token_lifespan: "315360000", access_token_lifespan: "31536000" } },
    ["warning access-lifespan-long", "note refresh-lifespan-long"],
  ],
  [
    "with an access token that dies at once",
    { row: { access_token_lifespan: "60" } },
    ["warning access-lifespan-short"],
  ],
  [
    "without a scope in either list",
    {
      reading: {
        entityScopes: crossed,
        authScopes: good.authScopes?.filter(({ name }) => crossed.includes(name)),
      },
    },
    ["failed scope-missing"],
  ],
  [
    "without two scopes, which are one finding",
    {
      reading: {
        entityScopes: scopes.slice(2),
        authScopes: good.authScopes?.slice(2),
      },
    },
    ["failed scope-missing"],
  ],
  ["whose scopes nobody may read", { reading: withoutScopes }, ["warning scopes-unseen"]],
  ["with one list closed to the user", { reading: withoutAuthScopes("closed") }, ["note scopes-unseen"]],
  [
    "with one list that shows nobody's rows",
    { reading: withoutAuthScopes("hidden") },
    ["note scopes-unseen"],
  ],
  [
    "whose fields access rules hide",
    { row: { redirect_url: undefined, refresh_token_lifespan: undefined } },
    ["warning fields-unseen"],
  ],
  ["with a blank behind an address", { row: { redirect_url: `${page} ` } }, ["failed redirect-differs"]],
  [
    "with a blank before the first address, and one before a comma",
    { row: { redirect_url: ` ${page},${loopback} ,https://other.example/back` } },
    ["failed redirect-differs", "warning redirect-differs", "warning other-connector"],
  ],
  [
    "with two blanks behind a comma",
    { row: { redirect_url: `${page},  ${loopback}` } },
    ["warning redirect-differs"],
  ],
  [
    "with a misspelled scope",
    {
      reading: {
        entityScopes: [...crossed, "offline-access"],
        authScopes: good.authScopes?.map((scope) =>
          scope.name === "offline_access" ? { ...scope, name: "offline-access" } : scope,
        ),
      },
    },
    ["failed scope-missing"],
  ],
  ["with scopes in one list alone", { reading: { entityScopes: [] } }, ["warning scope-half"]],
  [
    "with scopes crossed between the lists",
    { reading: { entityScopes: crossed, authScopes: good.authScopes?.slice(1) } },
    ["warning scope-half", "warning scope-half"],
  ],
  [
    "with more scopes than needed",
    { reading: { entityScopes: [...scopes, "admin_api"] } },
    ["note scope-extra"],
  ],
  ["with a useraccount made anew", { reading: { useraccountId: "another" } }, ["failed useraccount-copy"]],
  [
    "of a public client without PKCE",
    { row: { public_client: "true" }, expectation: { hasSecret: false } },
    ["failed pkce-off"],
  ],
  [
    "of a public client, though there is a secret",
    { row: { public_client: "true", use_pkce: "true" } },
    ["warning public-with-secret"],
  ],
  ["that wants a secret which nobody has", { expectation: { hasSecret: false } }, ["failed secret-needed"]],
  ["with the plain challenge", { row: { code_challenge_method: "plain" } }, ["warning pkce-method"]],
  ["of JWTs", { row: { token_format: "jwt" } }, ["note token-format"]],
  [
    "with every restriction",
    {
      row: {
        enforce_token_restrictions: "true",
        scope_restriction_status: "restricted",
        access: "package_private",
      },
    },
    ["warning token-restrictions", "note scope-restriction", "note package-private"],
  ],
  [
    "with faults of every kind at once",
    {
      row: {
        active: "false",
        redirect_url: `https://other.example/back,${page.toUpperCase()}`,
        refresh_token_lifespan: "8640000",
        token_format: "jwt",
      },
      reading: { entityScopes: [], authScopes: [] },
    },
    [
      "failed inactive",
      "failed redirect-differs",
      "failed scope-missing",
      "warning other-connector",
      "warning refresh-lifespan-short",
      "note token-format",
    ],
  ],
];

describe("exactly what was planted is found in a record", () => {
  test.each(planted)("%s", (_, faults, ids) => {
    const findings = check(faults);
    expect(findings.map(({ severity, id }) => `${severity} ${id}`)).toEqual(ids);
    for (const { what, why, fix } of findings) {
      expect([what, why, fix]).toEqual([
        expect.stringMatching(/^[A-Z]/u),
        expect.stringMatching(/\.$/u),
        expect.stringMatching(/^[A-Z]/u),
      ]);
    }
  });
});

describe("an address that is nearly ours is shown with where it parts:", () => {
  test.each([
    [`${page}/`, "a slash at its end too many", page.length],
    [page.slice(0, -1), "they part at character", page.length - 1],
    [page.replace("https", "http"), "http:// instead of https://", 4],
    [page.replace("Oauth", "oauth").replace("oauth", "OAuth"), "upper and lower case differ", 33],
    [`${page}\u00a0`, "a character that nobody sees (U+00A0)", page.length],
    [page.replace(".com", ".com:443"), "they part at character", 32],
  ])("%j", (listed, words, at) => {
    const [finding] = check({ row: { redirect_url: `${listed},${loopback}` } });
    expect(finding?.what).toContain(words);
    expect(finding?.difference).toMatchObject({ expected: page, at });
    expect(finding?.difference?.actual).toMatch(/^[\x21-\x7e]+$/u);
  });
});
