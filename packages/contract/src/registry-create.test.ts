import {
  AuthError,
  buildAuthorizationRequest,
  type Creation,
  checkRecord,
  completeLogin,
  createRegistryRecord,
  createTableApi,
  findRecord,
  generateLoginSecrets,
  isAuthError,
  parseSettings,
  planRegistryRecord,
  readRecord,
  type TableAccess,
} from "@nowtoken/core";
import {
  createPracticeInstance,
  type PracticeInstance,
  type PracticeOptions,
  visitAsPerson,
} from "@nowtoken/simulator";
import { describe, expect, test } from "vitest";
import { countSecrets } from "./secrets.ts";

const clientSecret = "practice-secret-that-we-chose-ourselves";
const userName = "admin";
const password = "Practice-only-2";

/** An instance without a record of ours, and what makes one there. */
function prepare({ access, ...options }: PracticeOptions & { readonly access?: Partial<TableAccess> } = {}) {
  const instance = createPracticeInstance(options);
  const effects = { fetch: instance.request, now: () => new Date(), timeoutSeconds: 5 };
  const instanceUrl = instance.origin;
  const api = createTableApi({ instanceUrl, userName, password, ...access } as TableAccess, effects);
  const record = planRegistryRecord({ settings: parseSettings({ instance: instanceUrl, clientId: "any" }) });
  const create = (changes: Partial<Creation> = {}) =>
    createRegistryRecord({ record, api, clientSecret, ...changes });
  const writes = () =>
    instance.log().filter(({ method, path }) => method !== "GET" && path.startsWith("/api/now/table/"));
  const made = () => instance.clients.find(({ name }) => name === record.name);
  return { instance, effects, api, record, create, writes, made };
}

/** The whole login with a client that was just made, by somebody who clicks Allow. */
async function logIn(
  instance: PracticeInstance,
  given: object,
  person: { userName: string; password: string } = instance.user,
) {
  const settings = parseSettings({ instance: instance.origin, ...given });
  const request = buildAuthorizationRequest(settings, generateLoginSecrets());
  const visit = { url: request.url, fetch: instance.request, decision: "allow" as const, ...person };
  const redirect = (await visitAsPerson(visit)).redirectedTo;
  const effects = { fetch: instance.request, now: () => new Date(), timeoutSeconds: 5 };
  return completeLogin({ settings, request, redirect }, effects);
}

const thrownBy = async (action: Promise<unknown>) =>
  action.then(
    () => undefined,
    (error: unknown) => (isAuthError(error) ? error : undefined),
  );

describe("a record that is made", () => {
  test("is as planned, has no finding, and a login works with no other step", async () => {
    const { instance, create, made, api, record } = prepare();
    const heard: object[] = [];
    const outcome = await create({ onMade: async (client) => void heard.push(client) });
    expect(outcome).toMatchObject({ status: "created", differences: [], notes: [], failure: undefined });
    expect(made()).toMatchObject({
      clientId: outcome.clientId,
      clientSecret,
      redirectUris: record.redirectUris,
      accessTokenLifespan: 7_200,
      refreshTokenLifespan: 31_536_000,
      scopes: record.scopes,
      authScopes: record.scopes,
    });
    expect(heard).toEqual([{ clientId: outcome.clientId, sysId: outcome.sysId }]);
    const reading = await readRecord(api, (await findRecord(api, record)) ?? {});
    const needed = [`${instance.origin}/oauth_redirect.do`];
    expect(checkRecord(reading, { record, needed, clientId: outcome.clientId, hasSecret: true })).toEqual([]);
    const { credential } = await logIn(instance, { clientId: outcome.clientId, clientSecret });
    expect(credential.refreshToken).toBeDefined();
  });

  test("of a public client has no secret, and a login works too", async () => {
    const { instance, create, record } = prepare();
    const { clientId } = await create({ record: { ...record, isPublic: true } });
    await expect(logIn(instance, { clientId })).resolves.toBeDefined();
  });

  test.each(["either", "both", "oauth_entity_scope", "oauth_entity_auth_scope_mapping"] as const)(
    "can log in whichever list of scopes the instance goes by: %s",
    async (scopeTable) => {
      const { instance, create } = prepare({ behaviour: { scopeTable } });
      const { clientId } = await create();
      await expect(logIn(instance, { clientId, clientSecret })).resolves.toBeDefined();
    },
  );

  test("shows no secret, whatever comes of it", async () => {
    const { create } = prepare();
    const outcome = await create();
    expect(countSecrets(JSON.stringify(outcome), [clientSecret, password])).toBe(0);
  });

  test("that the instance garbles the secret of cannot log in, and nobody could have known before", async () => {
    const { instance, create } = prepare({ behaviour: { secretWhenWritten: "garbled" } });
    const { clientId } = await create();
    const error = await thrownBy(logIn(instance, { clientId, clientSecret }));
    expect(error?.code).toBe("TOKEN_REQUEST_REJECTED");
  });
});

describe("a second time", () => {
  test("nothing is changed", async () => {
    const { create, writes, made } = prepare();
    await create();
    const before = structuredClone(made());
    const count = writes().length;
    expect(await create({ update: true })).toMatchObject({ status: "unchanged", steps: [] });
    expect(writes()).toHaveLength(count);
    expect(made()).toEqual(before);
  });

  test("a difference is shown, and changed when that is asked for; other products' addresses stay", async () => {
    const { create, writes, made, record } = prepare();
    await create();
    Object.assign(made() ?? {}, {
      redirectUris: ["https://other.example/back"],
      refreshTokenLifespan: 8_640_000,
      scopes: ["useraccount"],
    });
    const count = writes().length;
    const different = await create();
    expect(different).toMatchObject({
      status: "different",
      steps: [],
      differences: [
        { column: "redirect_url", actual: "https://other.example/back" },
        { column: "refresh_token_lifespan", actual: "8640000", wanted: "31536000" },
      ],
      missingScopes: record.scopes.slice(1),
    });
    expect(writes()).toHaveLength(count);
    expect(await create({ update: true })).toMatchObject({
      status: "updated",
      failure: undefined,
      notes: [],
    });
    expect(made()).toMatchObject({
      clientSecret,
      redirectUris: [...record.redirectUris, "https://other.example/back"],
      refreshTokenLifespan: 31_536_000,
      scopes: record.scopes,
    });
    expect(await create()).toMatchObject({ status: "unchanged" });
  });

  test("something else that has the name is left as it is, and shown", async () => {
    const { create, made, writes } = prepare();
    await create();
    Object.assign(made() ?? {}, { type: "oauth_provider" });
    const count = writes().length;
    expect(await create({ update: true })).toMatchObject({
      status: "different",
      differences: [{ column: "type", actual: "oauth_provider", wanted: "client" }],
      notes: [expect.stringContaining("--name")],
    });
    expect(writes()).toHaveLength(count);
  });
});

describe("what cannot be seen is not taken for good, nor written again:", () => {
  test.each<[string, Record<string, "missing" | "forbidden" | "empty">]>([
    [
      "lists that show nobody's rows",
      { oauth_entity_scope: "empty", oauth_entity_auth_scope_mapping: "empty" },
    ],
    [
      "a list that the release lacks, and one that is closed",
      { oauth_entity_scope: "missing", oauth_entity_auth_scope_mapping: "forbidden" },
    ],
    ["one list that is closed", { oauth_entity_auth_scope_mapping: "forbidden" }],
    ["one list that shows nobody's rows", { oauth_entity_scope: "empty" }],
    ["scopes whose names are closed", { sys_auth_scope: "empty" }],
  ])("%s", async (_, tables) => {
    const { instance, create, writes } = prepare();
    await create();
    const count = writes().length;
    instance.behaviour.tables = tables;
    const outcome = await create({ update: true });
    expect(outcome).toMatchObject({ status: "unseen", differences: [], missingScopes: [], steps: [] });
    expect(outcome.notes.join()).toContain("could not be seen");
    expect(writes()).toHaveLength(count);
  });

  test("what was written and does not show is said at once", async () => {
    const tables = { oauth_entity_scope: "empty", oauth_entity_auth_scope_mapping: "empty" } as const;
    const { create, writes } = prepare({ behaviour: { tables } });
    const { status, notes } = await create();
    expect([status, notes]).toEqual([
      "created",
      [
        expect.stringMatching(/OAuth Entity Scopes could not be seen.*could not be read again/u),
        expect.stringMatching(/Auth Scopes could not be seen.*could not be read again/u),
      ],
    ]);
    const count = writes().length;
    await create({ update: true });
    expect(writes()).toHaveLength(count);
  });

  test("a row that the instance drops is missed when it is read again", async () => {
    const { create, instance, made } = prepare();
    const { request } = instance;
    expect(made()).toBeUndefined();
    const effects = {
      fetch: async (...call: Parameters<typeof request>) => {
        const answer = await request(...call);
        const client = made();
        if (client !== undefined) client.scopes = client.scopes.filter((scope) => scope !== "openid");
        return answer;
      },
      now: () => new Date(),
      timeoutSeconds: 5,
    };
    const api = createTableApi({ instanceUrl: instance.origin, userName, password }, effects);
    expect((await create({ api })).notes).toEqual([
      "The list OAuth Entity Scopes was given openid, and does not show that.",
    ]);
  });

  test("fields that do not come are named, and the lint invents no fault of them", async () => {
    const { create, api, record } = prepare();
    await create();
    const blind: typeof api = {
      ...api,
      find: async (table, query) => (await api.find(table, query)).map(({ redirect_url: _, ...row }) => row),
    };
    expect(await create({ api: blind, update: true })).toMatchObject({
      status: "unseen",
      notes: [expect.stringContaining("Redirect URL")],
    });
    const reading = await readRecord(blind, (await findRecord(blind, record)) ?? {});
    const expectation = { record, needed: [], clientId: undefined, hasSecret: true };
    expect(checkRecord(reading, expectation)).toMatchObject([{ id: "fields-unseen", severity: "warning" }]);
  });
});

describe("a dry run", () => {
  test("shows every request and sends none", async () => {
    const { create, writes, made } = prepare();
    const { steps, status, sysId } = await create({ dryRun: true });
    expect([writes(), made()]).toEqual([[], undefined]);
    expect(status).toBe("created");
    expect(sysId).toBe("(sys_id of the new row in oauth_entity)");
    expect(steps.map(({ table, state }) => `${state} ${table}`)).toEqual([
      "planned oauth_entity",
      ...Array.from({ length: 5 }, () => "planned oauth_entity_scope"),
      ...Array.from({ length: 5 }, () => "planned oauth_entity_auth_scope_mapping"),
    ]);
    expect(steps[0]?.values["client_secret"]).toBe("(made here, not shown)");
  });

  test("needs no instance at all", async () => {
    const { record, instance } = prepare();
    const { steps } = await createRegistryRecord({ record, dryRun: true });
    // Of the scopes useraccount alone is there on every instance.
    expect(steps.filter(({ table }) => table === "sys_auth_scope")).toHaveLength(4);
    expect(instance.log()).toEqual([]);
  });

  test("of a change shows that", async () => {
    const { create, made } = prepare();
    await create();
    Object.assign(made() ?? {}, { active: false });
    const { steps, status } = await create({ dryRun: true, update: true });
    expect([status, steps]).toMatchObject(["updated", [{ action: "update", values: { active: "true" } }]]);
    expect(made()?.active).toBe(false);
  });
});

describe("what is refused before anything is made is thrown:", () => {
  test.each<[string, Parameters<typeof prepare>[0], object]>([
    [
      "a wrong password",
      { access: { password: "a wrong password" } },
      { status: 401, credential: "password" },
    ],
    ["a token that is none", { access: { accessToken: "not-a-token" } }, { status: 401 }],
    [
      "a password where they are restricted",
      { behaviour: { basicApiAccess: "restricted" } },
      { status: 401, credential: "password" },
    ],
    [
      "a user without the role",
      { access: { userName: "knowledge.integration", password: "Practice-only-1" } },
      { status: 403, reason: "right", table: "oauth_entity", credential: "password" },
    ],
    [
      "an instance without the table",
      { behaviour: { tables: { oauth_entity: "missing" } } },
      { reason: "no-table", table: "oauth_entity" },
    ],
  ])("%s", async (_, options, details) => {
    const { create, writes } = prepare(options);
    const error = await thrownBy(create());
    expect(error).toMatchObject({ code: "API_REJECTED", details });
    expect(
      countSecrets(JSON.stringify(error), [clientSecret, password, "a wrong password", "Practice-only-1"]),
    ).toBe(0);
    expect(writes()).toEqual([]);
  });

  test("an insert that is refused, in the instance's own words", async () => {
    const body = JSON.stringify({
      error: { message: "Operation Failed", detail: `Business Rule says no to ${clientSecret}` },
      status: "failure",
    });
    const { create, made } = prepare({
      behaviour: {
        fault: { kind: "answer", status: 403, body, endpoint: "/api/now/table/oauth_entity", method: "POST" },
      },
    });
    const error = await thrownBy(create());
    expect(error?.details).toMatchObject({
      reason: "row",
      action: "insert",
      description: expect.stringContaining("Business Rule"),
    });
    expect(countSecrets(JSON.stringify(error), [clientSecret])).toBe(0);
    expect(made()).toBeUndefined();
  });

  test("a network that is lost before", async () => {
    const { create, made } = prepare({
      behaviour: { fault: { kind: "reset", endpoint: "/api/now/table/*" } },
    });
    expect((await thrownBy(create()))?.code).toBe("INSTANCE_UNREACHABLE");
    expect(made()).toBeUndefined();
  });
});

describe("what stops half-way is told with what is done:", () => {
  test("the network, behind the record; with update the rest is made", async () => {
    const { instance, create, made, record } = prepare();
    instance.behaviour.fault = {
      kind: "reset",
      endpoint: "/api/now/table/oauth_entity_scope",
      method: "POST",
      after: 2,
    };
    const outcome = await create();
    expect(outcome.failure?.code).toBe("INSTANCE_UNREACHABLE");
    expect(outcome.sysId).toBe(made()?.sysId);
    expect(outcome.steps.map(({ table, state }) => `${state} ${table}`)).toEqual([
      "done oauth_entity",
      "done oauth_entity_scope",
      "done oauth_entity_scope",
      "unknown oauth_entity_scope",
    ]);
    expect(outcome.steps.slice(0, 3).every(({ sysId }) => /^[0-9a-f]{32}$/u.test(sysId ?? ""))).toBe(true);
    instance.behaviour.fault = undefined;
    expect((await create()).status).toBe("different");
    expect(await create({ update: true })).toMatchObject({ status: "updated", failure: undefined });
    expect(made()).toMatchObject({ scopes: record.scopes, authScopes: record.scopes });
    await expect(logIn(instance, { clientId: outcome.clientId, clientSecret })).resolves.toBeDefined();
  });

  test("an answer that gets lost: the record is looked for, and the rest is made", async () => {
    const { instance, create, made } = prepare();
    instance.behaviour.fault = {
      kind: "answer-lost",
      endpoint: "/api/now/table/oauth_entity",
      method: "POST",
      times: 1,
    };
    const outcome = await create();
    expect(outcome).toMatchObject({ status: "created", failure: undefined, clientId: made()?.clientId });
    await expect(logIn(instance, { clientId: outcome.clientId, clientSecret })).resolves.toBeDefined();
  });

  test("an answer that gets lost, and then the network: nobody knows whether the record is there", async () => {
    const { instance, create } = prepare();
    const rest = { endpoint: "/api/now/table/oauth_entity", after: 1 } as const;
    instance.behaviour.fault = { kind: "reset", ...rest };
    const outcome = await create();
    expect(outcome).toMatchObject({ sysId: undefined, failure: { code: "INSTANCE_UNREACHABLE" } });
    expect(outcome.steps).toMatchObject([{ table: "oauth_entity", state: "unknown" }]);
  });

  test("a secret that could not be kept", async () => {
    const { create, made } = prepare();
    const full = new AuthError("STORE_UNUSABLE", "expected room", { path: "/full" });
    const { failure, sysId } = await create({ onMade: () => Promise.reject(full) });
    expect([failure, sysId]).toEqual([full, made()?.sysId]);
  });
});

describe("an instance that differs", () => {
  test.each(["oauth_entity_scope", "oauth_entity_auth_scope_mapping"])(
    "may lack %s: the other list is enough",
    async (table) => {
      const { create, instance } = prepare({ behaviour: { tables: { [table]: "missing" } } });
      const outcome = await create();
      expect(outcome).toMatchObject({
        status: "created",
        failure: undefined,
        notes: [expect.stringContaining("could not be written")],
      });
      await expect(logIn(instance, { clientId: outcome.clientId, clientSecret })).resolves.toBeDefined();
    },
  );

  test("that lacks both lists leaves a record behind, and that is told", async () => {
    const tables = { oauth_entity_scope: "missing", oauth_entity_auth_scope_mapping: "missing" } as const;
    const { create } = prepare({ behaviour: { tables } });
    expect(await create()).toMatchObject({
      failure: { code: "API_REJECTED" },
      sysId: expect.any(String),
      notes: [
        "The list OAuth Entity Scopes could not be written: this release lacks it.",
        "The list Auth Scopes could not be written: this release lacks it.",
      ],
    });
  });

  test("lets an administrator of the registry make no scopes: those that there are do", async () => {
    const registrar = { userName: "registrar", password: "Practice-only-3", roles: ["oauth_admin"] };
    const { create, instance } = prepare({
      clients: [{ scopes: ["useraccount"] }],
      users: [{}, registrar],
      access: { userName: registrar.userName, password: registrar.password },
    });
    const outcome = await create();
    expect(outcome.failure).toBeUndefined();
    expect(outcome.notes).toHaveLength(4);
    await expect(logIn(instance, { clientId: outcome.clientId, clientSecret })).resolves.toBeDefined();
  });
});

test("a token of an administrator's own login does as well as a password", async () => {
  const { instance, create, made, effects } = prepare();
  const { clientId, clientSecret: secret } = instance.client;
  const { credential } = await logIn(instance, { clientId, clientSecret: secret }, { userName, password });
  const access = { instanceUrl: instance.origin, accessToken: credential.accessToken };
  await create({ api: createTableApi(access, effects) });
  expect(made()).toBeDefined();
});
