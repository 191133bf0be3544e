import { compileFunction } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSettings } from "../settings/settings.ts";
import { planRegistryRecord, type RegistryRecord } from "./registry-record.ts";
import { renderRequestScript } from "./request-script.ts";

type Row = Record<string, string>;

interface Instance {
  readonly tables: Record<string, Row[]>;
  readonly printed: string[];
}

const record = planRegistryRecord({ settings: parseSettings({ instance: "dev12345", clientId: "any" }) });
const allTables = () => ({
  oauth_entity: [],
  oauth_entity_scope: [],
  sys_auth_scope: [{ sys_id: "the-builtin", name: "useraccount" }],
  oauth_entity_auth_scope_mapping: [],
});

interface Whims {
  /** The tables that take no row. */
  readonly refuses?: readonly string[];
  readonly clientId?: string;
}

/** Runs a script as an instance would, with as much of its GlideRecord as the script uses. */
function runOnInstance(
  script: string,
  tables: Record<string, Row[]> = allTables(),
  { refuses = [], clientId = "generated" }: Whims = {},
): Instance {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  class GlideRecord {
    readonly rows: Row[] | undefined;
    row: Row = {};
    readonly conditions: [string, string][] = [];
    found: Row[] = [];
    readonly isRefused: boolean;
    constructor(table: string) {
      this.rows = tables[table];
      this.isRefused = refuses.includes(table);
    }
    isValid = () => this.rows !== undefined;
    isValidField = (column: string) => column !== "scope_restriction_status";
    initialize = () => {
      this.row = {};
    };
    addQuery = (column: string, value: string) => void this.conditions.push([column, value]);
    query = () => {
      const matches = (row: Row) => this.conditions.every(([column, value]) => row[column] === value);
      this.found = (this.rows ?? []).filter(matches);
    };
    next = () => {
      const [row, ...rest] = this.found;
      this.found = rest;
      if (row !== undefined) this.row = row;
      return row !== undefined;
    };
    get = (id: string) => {
      this.row = this.rows?.find(({ sys_id }) => sys_id === id) ?? {};
    };
    setValue = (column: string, value: string) => {
      this.row[column] = value;
    };
    getValue = (column: string) => this.row[column] ?? null;
    getUniqueValue = () => this.row["sys_id"];
    getLastErrorMessage = () => "refused";
    insert = () => {
      if (this.isRefused) return null;
      const id = `id-${this.rows?.length}`;
      this.rows?.push({ ...this.row, sys_id: id, client_id: clientId, client_secret: "hunter2" });
      return id;
    };
  }
  const gs = { info: print, warn: print, error: print };
  compileFunction(script, ["GlideRecord", "gs"])(GlideRecord, gs);
  return { tables, printed };
}

test("the script makes the record with the plan's values, and leaves the secret to the instance", () => {
  const { tables, printed } = runOnInstance(renderRequestScript(record));
  const [entity] = tables["oauth_entity"] ?? [];
  expect(entity).toMatchObject({
    type: "client",
    name: "CXone Knowledge OAuth",
    redirect_url: "https://dev12345.service-now.com/oauth_redirect.do,http://localhost:8765/callback",
    refresh_token_lifespan: "31536000",
    access_token_lifespan: "7200",
    public_client: "false",
    active: "true",
  });
  expect(renderRequestScript(record)).not.toMatch(/setValue\("client_secret|getDecryptedValue/u);
  // A column that the release does not have is left alone.
  expect(entity).not.toHaveProperty("scope_restriction_status");
  expect(printed.join("\n")).toContain("client id generated");
  expect(printed.join("\n")).not.toContain("hunter2");
});

test("the scopes go into both lists, and useraccount is the one that there is", () => {
  const { tables } = runOnInstance(renderRequestScript(record));
  const names = (rows: Row[] = []) => rows.map(({ name }) => name);
  expect(names(tables["oauth_entity_scope"])).toEqual(record.scopes);
  expect(names(tables["sys_auth_scope"])).toEqual(record.scopes);
  const mapped = tables["oauth_entity_auth_scope_mapping"] ?? [];
  expect(mapped).toHaveLength(5);
  expect(mapped[0]).toMatchObject({ oauth_entity: "id-0", auth_scope: "the-builtin" });
});

describe("an instance that differs", () => {
  test("gets no second record of a name", () => {
    const tables = { ...allTables(), oauth_entity: [{ sys_id: "earlier", name: record.name }] };
    const { printed } = runOnInstance(renderRequestScript(record), tables);
    expect(tables.oauth_entity).toHaveLength(1);
    expect(printed.join()).toContain("earlier");
  });

  test("gets no useraccount of ours, and is told so", () => {
    const tables = { ...allTables(), sys_auth_scope: [] };
    const { printed } = runOnInstance(renderRequestScript(record), tables);
    expect(tables.sys_auth_scope).toHaveLength(4);
    expect(printed.join()).toContain("useraccount is missing");
  });

  test("may refuse rows, and each is told of with the instance's reason", () => {
    const refuses = ["oauth_entity_scope", "sys_auth_scope"];
    const { printed } = runOnInstance(renderRequestScript(record), allTables(), { refuses });
    const told = printed.join("\n");
    expect(told.match(/A row of \w+ was not made/gu)).toHaveLength(9);
    expect(told).toContain('A row of sys_auth_scope was not made ({"name":"openid"}): refused');
    expect(printed.at(-1)).toContain("9 rows were not made");
  });

  test("may refuse the record itself", () => {
    const { printed } = runOnInstance(renderRequestScript(record), allTables(), {
      refuses: ["oauth_entity"],
    });
    expect(printed).toEqual(["The record was not made: refused"]);
  });

  test("may give no client id", () => {
    const { printed } = runOnInstance(renderRequestScript(record), allTables(), { clientId: "" });
    expect(printed.join("\n")).toContain("gave it no client id");
    expect(printed.join("\n")).not.toContain("client id null");
  });

  test("may lack the newer tables", () => {
    const { oauth_entity, oauth_entity_scope } = allTables();
    const { tables } = runOnInstance(renderRequestScript(record), { oauth_entity, oauth_entity_scope });
    expect(tables["oauth_entity_scope"]).toHaveLength(5);
  });
});

test("nothing that is typed breaks out of its string literal", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary-ascii", maxLength: 40 }),
    fc.constantFrom(
      '"); gs.info("hunter2"); ("',
      "\\",
      "\u2028gs.info('x')//",
      "*/ x",
      "</script>",
      "$&",
      "Schlüssel 🔑 \ud800",
      "'",
    ),
  );
  fc.assert(
    fc.property(anything, fc.array(anything, { maxLength: 3 }), (name, scopes) => {
      const typed: RegistryRecord = { ...record, name, scopes, redirectUris: [name] };
      const script = renderRequestScript(typed);
      // ECMAScript 5 and every editor: visible ASCII and line feeds.
      expect(script).toMatch(/^[\x20-\x7e\n]+$/u);
      const { tables, printed } = runOnInstance(script, { oauth_entity: [], oauth_entity_scope: [] });
      expect(tables["oauth_entity"]?.[0]).toMatchObject({ name, redirect_url: name });
      expect(tables["oauth_entity_scope"]?.map((row) => row["name"])).toEqual(scopes);
      expect(printed).toHaveLength(2);
    }),
  );
});
