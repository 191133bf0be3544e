import {
  AuthError,
  createTableApi,
  describeAttempt,
  fetchCurrentUser,
  readTable,
  revokeToken,
} from "@nowtoken/core";
import type { PracticeOptions } from "@nowtoken/simulator";
import { openTables, setPractice, settingsOf } from "./practice-login.ts";
import { inFolder, keepLogin, openStore } from "./profile.ts";
import { errorOf, type FailureScenario, type Shown } from "./scenario.ts";

type Practice = ReturnType<typeof setPractice>;
type Tokens = Awaited<ReturnType<typeof keepLogin>>;

/** What a token is used for, after a login that worked. */
const use = (
  failure: string,
  cause: string,
  work: (practice: Practice, tokens: Tokens) => Promise<Shown>,
  options: PracticeOptions = {},
): FailureScenario => ({
  failure,
  cause,
  happen: () =>
    inFolder(async (folder) => {
      const practice = setPractice(options);
      const { instance, effects } = practice;
      return work(practice, await keepLogin(openStore(folder), { instance, effects }));
    }),
});

const callText = async ({ instance }: Practice, path: string, authorization: string) => {
  const answer = await instance.request(path, { headers: { authorization } });
  return `${answer.status} ${await answer.text()}`;
};

const table = "/api/now/table/incident?sysparm_limit=1";
const { instance: any } = setPractice();
const attempt = (facts: { accessTokenAge: number }) =>
  describeAttempt(settingsOf(any), { request: "api", ...facts });

const readAsAdmin = (name: string, practice: Practice) =>
  openTables(practice).find(name, { query: "", fields: ["sys_id"] });

/** A second default profile of a record, which the instance's own rule refuses. */
async function insertSecondProfile(practice: Practice): Promise<unknown> {
  const api = openTables(practice);
  const [record] = await api.find("oauth_entity", { query: "", fields: ["sys_id"] });
  const values = { name: "Second", oauth_entity: record?.["sys_id"] ?? "", default: "true" };
  return api.insert("oauth_entity_profile", values);
}

/** What the REST APIs answer to a token. */
export const apiScenarios: readonly FailureScenario[] = [
  use("an access token is used after its half hour", "access-expired", (practice, { accessToken }) => {
    practice.clock.seconds += 1800;
    return callText(practice, table, `Bearer ${accessToken}`);
  }),
  {
    ...use("an access token is known to be two hours old", "access-expired", (practice, tokens) => {
      practice.clock.seconds += 7200;
      const credential = { ...tokens, instanceUrl: practice.instance.origin };
      return errorOf(fetchCurrentUser(credential, practice.effects));
    }),
    attempt: attempt({ accessTokenAge: 7200 }),
  },
  {
    ...use(
      "a fresh token is refused, for the record enforces token restrictions",
      "policy-excludes",
      (practice, { accessToken }) => callText(practice, table, `Bearer ${accessToken}`),
      { clients: [{ enforceTokenRestrictions: true }] },
    ),
    attempt: attempt({ accessTokenAge: 5 }),
  },
  {
    ...use("the header lacks the word Bearer", "bearer-header", (practice, { accessToken }) =>
      callText(practice, table, accessToken),
    ),
    unclear: "the answer is the one to a token that has died",
  },
  {
    ...use(
      "the header lacks the word Bearer, and somebody tells of a fresh token",
      "bearer-header",
      async (practice, { accessToken }) => {
        const answer = await callText(practice, table, accessToken);
        return `With a brand new access token, one minute old: ${answer}`;
      },
    ),
    isTold: true,
  },
  use(
    "an API access scope is not attached to the record",
    "api-scope-missing",
    (practice, tokens) => errorOf(readTable({ ...tokens, table: "incident" }, practice.effects)),
    { behaviour: { api: "scope" } },
  ),
  use(
    "a program shows the 403 of a missing API access scope",
    "api-scope-missing",
    (practice, { accessToken }) => callText(practice, table, `Bearer ${accessToken}`),
    { behaviour: { api: "scope" } },
  ),
  use(
    "the user lacks a role for a table",
    "role-missing",
    (practice, tokens) => errorOf(readTable({ ...tokens, table: "incident" }, practice.effects)),
    { behaviour: { tables: { incident: "forbidden" } } },
  ),
  use(
    "a program shows the 403 of a missing role",
    "role-missing",
    (practice, { accessToken }) => callText(practice, table, `Bearer ${accessToken}`),
    { behaviour: { api: "acl" } },
  ),
  use("a table is called by its label", "no-such-table", (practice, tokens) =>
    errorOf(readTable({ ...tokens, table: "incidents_of_ours" }, practice.effects)),
  ),
  use(
    "a path has a spelling mistake",
    "no-such-resource",
    (practice, { accessToken }) =>
      callText(practice, "/api/now/ui/user/current_user", `Bearer ${accessToken}`),
    { behaviour: { currentUserEndpoint: false } },
  ),
  use(
    "a call without a token comes back as guest",
    "acts-as-guest",
    (practice) => callText(practice, "/api/now/ui/user/current_user", "Bearer nothing"),
    { behaviour: { anonymousCalls: "guest" } },
  ),
  use(
    "the user may not read its own row",
    "user-hidden",
    (practice, tokens) => errorOf(fetchCurrentUser(tokens, practice.effects)),
    { behaviour: { currentUserEndpoint: false, sysUserReadable: false } },
  ),
  use("somebody else was signed in when Allow was clicked", "wrong-account", async (practice, tokens) => {
    const { userName } = await fetchCurrentUser(tokens, practice.effects);
    const expected = "connector.user";
    return new AuthError("WRONG_USER", "expected another user", { expected, actual: userName });
  }),
  use(
    "the user's identity type is Machine",
    "identity-type-machine",
    (practice, { accessToken }) =>
      callText(practice, "/api/now/ui/user/current_user", `Bearer ${accessToken}`),
    {
      behaviour: {
        fault: {
          kind: "answer",
          endpoint: "/api/now/ui/user/current_user",
          status: 403,
          body: "User machine.user is not allowed to access com.glide.ui.ng.AngularProcessor",
        },
      },
    },
  ),
  use("the instance has no address for revocation", "no-revocation", (practice, { accessToken: token }) => {
    practice.instance.behaviour.fault = {
      kind: "answer",
      endpoint: "every",
      status: 404,
      body: "<html></html>",
    };
    const revoked = { token, hint: "access_token" } as const;
    return errorOf(revokeToken(settingsOf(practice.instance), revoked, practice.effects));
  }),
  use("an administrator's password is wrong", "api-password-wrong", ({ instance, effects }) => {
    const access = { instanceUrl: instance.origin, userName: "admin", password: "wrong" };
    return errorOf(createTableApi(access, effects).find("oauth_entity", { query: "", fields: ["name"] }));
  }),
  use(
    "an instance has no registry",
    "registry-inactive",
    (practice) => errorOf(readAsAdmin("oauth_entity", practice)),
    { behaviour: { tables: { oauth_entity: "missing" } } },
  ),
  use(
    "a record's scopes are looked for in the list of another release",
    "scope-table-missing",
    (practice) => errorOf(readAsAdmin("oauth_entity_auth_scope_mapping", practice)),
    { behaviour: { tables: { oauth_entity_auth_scope_mapping: "missing" } } },
  ),
  use("a business rule refuses a row", "rule-refused-row", (practice) =>
    errorOf(insertSecondProfile(practice)),
  ),
  use("the registry is read without a role for it", "registry-role-missing", ({ effects }, tokens) =>
    errorOf(createTableApi(tokens, effects).find("oauth_entity", { query: "", fields: ["name"] })),
  ),
];
