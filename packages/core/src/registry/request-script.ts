import { recordValues, redirectField } from "./record-values.ts";
import type { RegistryRecord } from "./registry-record.ts";

/**
 * A background script for an administrator (System Definition > Scripts - Background): it makes the record with its
 * scopes, lets the instance generate the secret, and prints the client id alone.
 *
 * ECMAScript 5, which every release runs. A record of that name is left as it is. Whatever was typed stands in it as
 * string literals only. Tables and columns: oauth_entity_scope and oauth_entity_auth_scope_mapping as read on Zurich
 * instances; a table that a release lacks is left out.
 */
export function renderRequestScript(record: RegistryRecord): string {
  const { name: _name, ...fields } = Object.fromEntries(
    recordValues(record).map(({ column, value }) => [column, value]),
  );
  const values = { type: "client", ...fields, redirect_url: redirectField(record) };
  return `// Makes an OAuth record in System OAuth > Application Registry, with its scopes.
// Run it as an administrator in System Definition > Scripts - Background, in scope global.
// It changes no record that exists, and prints no secret.
(function () {
  var name = ${literal(record.name)};
  var fields = ${literal(values)};
  var scopes = ${literal(record.scopes)};
  var failures = 0;

  var entity = new GlideRecord("oauth_entity");
  entity.addQuery("name", name);
  entity.query();
  if (entity.next()) {
    gs.info("A record of that name exists already, and was left as it is: " + entity.getUniqueValue());
    return;
  }

  entity.initialize();
  entity.setValue("name", name);
  for (var column in fields) {
    if (entity.isValidField(column)) entity.setValue(column, fields[column]);
  }
  // client_secret stays empty: the instance generates one.
  var entityId = entity.insert();
  if (!entityId) {
    gs.error("The record was not made: " + entity.getLastErrorMessage());
    return;
  }

  for (var index = 0; index < scopes.length; index++) addScope(scopes[index]);

  // Read again, for the instance has filled in the client id.
  entity.get(entityId);
  var clientId = entity.getValue("client_id");
  gs.info("Made the record " + entityId + (clientId ? ", client id " + clientId : ""));
  if (!clientId) gs.error("The instance gave it no client id: open the record, and look there.");
  gs.info("Its client secret: open the record and click the lock. /oauth_entity.do?sys_id=" + entityId);
  if (failures > 0) gs.error(failures + " rows were not made, see above: add these scopes in the record's related lists.");

  // Which of the two lists of scopes counts differs, so both get the same rows.
  function addScope(scope) {
    insertRow("oauth_entity_scope", { name: scope, oauth_entity_scope: scope, oauth_entity: entityId });
    if (!exists("sys_auth_scope") || !exists("oauth_entity_auth_scope_mapping")) return;
    var scopeId = findAuthScope(scope);
    if (scopeId) insertRow("oauth_entity_auth_scope_mapping", { oauth_entity: entityId, auth_scope: scopeId });
  }

  function findAuthScope(scope) {
    var row = new GlideRecord("sys_auth_scope");
    row.addQuery("name", scope);
    row.query();
    if (row.next()) return row.getUniqueValue();
    if (scope !== "useraccount") return insertRow("sys_auth_scope", { name: scope });
    failures++;
    gs.error("The scope useraccount is missing, and a new one would not be the one that the instance knows.");
    return null;
  }

  function insertRow(table, values) {
    if (!exists(table)) return null;
    var row = new GlideRecord(table);
    row.initialize();
    for (var column in values) row.setValue(column, values[column]);
    var id = row.insert();
    if (id) return id;
    failures++;
    gs.error("A row of " + table + " was not made (" + JSON.stringify(values) + "): " + row.getLastErrorMessage());
    return null;
  }

  function exists(table) {
    return new GlideRecord(table).isValid();
  }
})();
`;
}

/**
 * A JSON text is a literal of the language, except for two line separators that ECMAScript 5 takes for line ends; other
 * characters are escaped so that no form, mail or editor changes them, nor takes "</" for the end of a script.
 */
function literal(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&]|[^\x20-\x7e]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
