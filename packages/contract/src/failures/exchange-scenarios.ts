import { type FailingLogin, failLogin, withParameter } from "./practice-login.ts";
import type { FailureScenario } from "./scenario.ts";

const scopes = ["useraccount"];
const known = { client: true, scopes: true };

const exchange = (failure: string, cause: string, login: FailingLogin): FailureScenario => ({
  failure,
  cause,
  happen: () => failLogin(login),
});

/** The exchange of a code, refused with the answer that hides the cause, and with its modern form. */
export const exchangeScenarios: readonly FailureScenario[] = [
  exchange("a code is exchanged 61 seconds after it came", "code-spent", { seconds: 61 }),
  exchange("a code arrives cut off", "code-cut", {
    paste: (url) => withParameter(url, "code", new URL(url).searchParams.get("code")?.slice(0, 70)),
  }),
  exchange("the record has one of the five scopes alone", "scope-missing", { client: { scopes } }),
  exchange("a scope is asked for that no earlier login had", "scope-missing", {
    settings: { scopes: ["useraccount", "mcp_server"] },
    workedBefore: { client: true, scopes: false },
  }),
  exchange("a code is slow, and a scope that no earlier login had is asked for", "scope-missing", {
    client: { scopes },
    seconds: 59,
    workedBefore: { client: true, scopes: false },
  }),
  exchange("the secret is another record's, and the scopes are one", "secret-wrong", {
    settings: { clientSecret: "Zx91LmPqA3JvYwS7D9FhK2", scopes },
  }),
  exchange("the secret is not that of the last login", "secret-wrong", {
    settings: { clientSecret: "Zx91LmPqA3JvYwS7D9FhK2" },
    workedBefore: { client: false, scopes: true },
  }),
  {
    ...exchange("the secret is another record's, with the guide's five scopes", "secret-wrong", {
      settings: { clientSecret: "Zx91LmPqA3JvYwS7D9FhK2" },
    }),
    unclear: "a scope that is not attached looks the same, and costs less to try",
  },
  exchange("the secret is the first characters of the right one", "secret-wrong", {
    settings: { clientSecret: "practi" },
  }),
  exchange("the secret is the dots of the form", "secret-masked", {
    settings: { clientSecret: "••••••••••••••••" },
  }),
  exchange("the secret is asterisks", "secret-masked", { settings: { clientSecret: "****************" } }),
  exchange("the secret is the client id", "secret-is-client-id", {
    settings: { clientSecret: "9a4c1f7e2b8d4e6f8a0b3c5d7e9f1a2b" },
  }),
  exchange("the secret has the quotes of a script around it", "secret-quoted", {
    settings: { clientSecret: "'practice+secret~[not&real]%32=yes'" },
  }),
  exchange("the secret has a blank in it", "secret-blank", {
    settings: { clientSecret: "practice+secret~ [not&real]%32=yes" },
  }),
  exchange("the secret has a typographic dash in it", "secret-blank", {
    client: { clientSecret: "practice-secret-0123456789" },
    settings: { clientSecret: "practice–secret–0123456789" },
  }),
  exchange("the secret was copied percent-encoded", "secret-encoded", {
    settings: { clientSecret: encodeURIComponent("practice+secret~[not&real]%32=yes") },
  }),
  exchange("a record was just made through its API, which garbled the secret", "secret-garbled", {
    isJustMade: true,
    behaviour: { secretWhenWritten: "garbled" },
  }),
  exchange("no secret is given for a record that has one", "secret-missing", {
    settings: { clientSecret: undefined },
  }),
  exchange("the instance takes no HTTP Basic", "basic-refused", {
    settings: { clientAuth: "basic" },
    behaviour: { basicAuthentication: false },
  }),
  exchange("the record got a new secret after a login that worked", "record-changed", {
    meanwhile: ({ client }) => {
      client.clientSecret = "after-the-clone-0123456789";
    },
    workedBefore: known,
  }),
  exchange("the instance hands out the code of an earlier login", "earlier-challenge", {
    behaviour: { pendingCode: "old" },
    follows: true,
  }),
  exchange("the secret is wrong, and the instance says invalid_client", "secret-wrong", {
    settings: { clientSecret: "Zx91LmPqA3JvYwS7D9FhK2" },
    behaviour: { errors: "modern" },
  }),
  exchange("the secret is masked, and the instance says invalid_client", "secret-masked", {
    settings: { clientSecret: "••••••••••••••••" },
    behaviour: { errors: "modern" },
  }),
  exchange("a scope is not attached, and the instance says invalid_scope", "scope-missing", {
    client: { scopes },
    behaviour: { errors: "modern" },
  }),
  exchange("the code is old, and the instance says invalid_grant", "code-spent", {
    seconds: 61,
    behaviour: { errors: "modern" },
  }),
  exchange("the redirect URIs differ, and the instance says redirect_uri_mismatch", "redirect-differs", {
    behaviour: { fault: { kind: "answer", status: 400, body: '{"error":"redirect_uri_mismatch"}' } },
  }),
  exchange(
    "the record is for another grant, and the instance says unauthorized_client",
    "grant-not-allowed",
    {
      behaviour: { fault: { kind: "answer", status: 400, body: '{"error":"unauthorized_client"}' } },
    },
  ),
  exchange("the instance refuses with a word of its own", "reason-unknown", {
    behaviour: { fault: { kind: "answer", status: 403, body: '{"error":"try_again_later"}' } },
  }),
  exchange("the record is for client credentials alone", "grant-not-allowed", {
    client: { inboundGrantType: "client_credential" },
  }),
];
