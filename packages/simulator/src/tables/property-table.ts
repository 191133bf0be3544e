import type { Behaviour } from "../behaviour.ts";
import { sysIdOf } from "../sys-id.ts";
import { registryRoles } from "./registry-roles.ts";
import { createStoredTable } from "./stored-table.ts";
import { isRefusal, type Row, type Table } from "./table.ts";

/** The properties that are switches, each with what the switch makes true. */
const switches: Readonly<
  Record<string, { is(switches: Behaviour): boolean; set(on: boolean): Partial<Behaviour> }>
> = {
  "glide.oauth.state.parameter.required": {
    is: ({ stateRequired }) => stateRequired,
    set: (on) => ({ stateRequired: on }),
  },
  "glide.oauth.allow.parameters.in.post.body.only": {
    is: ({ bodyOnlyParameters }) => bodyOnlyParameters,
    set: (on) => ({ bodyOnlyParameters: on }),
  },
  "glide.oauth.inbound.client.credential.grant_type.enabled": {
    is: ({ clientCredentials }) => clientCredentials === "enabled",
    set: (on) => ({ clientCredentials: on ? "enabled" : "disabled" }),
  },
  "glide.oauth.inbound.ropc.grant_type.disabled": {
    is: ({ passwordGrant }) => passwordGrant === "disabled",
    set: (on) => ({ passwordGrant: on ? "disabled" : "enabled" }),
  },
  // Named in notes on two developer instances of 2026.
  "glide.authenticate.basic_auth.restriction.enforce": {
    is: ({ basicApiAccess }) => basicApiAccess === "restricted",
    set: (on) => ({ basicApiAccess: on ? "restricted" : "allowed" }),
  },
};

/** `sys_properties`: what is written here is how the instance behaves from then on; a switch that is off has no row yet. */
export function createPropertyTable(behaviour: Behaviour): Table {
  const table = createStoredTable({
    columns: ["name", "value", "type", "description"],
    readers: registryRoles,
    writers: [],
    idOf,
    given: () => [
      toRow("com.snc.platform.security.oauth.is.active", "true"),
      toRow("glide.oauth.token.scope.useraccount", sysIdOf("sys_auth_scope", "useraccount")),
      ...Object.entries(switches)
        .filter(([, { is }]) => is(behaviour))
        .map(([name]) => toRow(name, "true")),
    ],
  });
  const apply = ({ name = "", value }: Row) =>
    void Object.assign(behaviour, switches[name]?.set(value === "true"));
  const findRow = (id: string): Row => table.rows().find(({ sys_id }) => sys_id === id) ?? {};
  const withValue = (row: Row): Row => {
    const property = switches[row["name"] ?? ""];
    return property ? { ...row, value: String(property.is(behaviour)) } : row;
  };
  return {
    ...table,
    rows: () => table.rows().map(withValue),
    insert(row) {
      const result = table.insert?.(row) ?? "";
      if (!isRefusal(result)) apply(row);
      return result;
    },
    update(sysId, values) {
      apply({ ...findRow(sysId), ...values });
      return table.update?.(sysId, values);
    },
    remove(sysId) {
      apply({ ...findRow(sysId), value: "false" });
      table.remove?.(sysId);
    },
  };
}

const idOf = ({ name = "" }: Row): string => sysIdOf("sys_properties", name);

const toRow = (name: string, value: string): Row => ({
  sys_id: idOf({ name }),
  name,
  value,
  type: value === "true" ? "boolean" : "string",
});
