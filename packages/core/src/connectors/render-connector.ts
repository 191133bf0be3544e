import { invalidSetting } from "../settings/config-invalid.ts";
import type { Connector, ConnectorField, ConnectorValues, FactName } from "./connector.ts";
import { type ConnectorName, connectors } from "./connectors.ts";
import { type FilledField, renderings } from "./renderings.ts";

const extensions = { sheet: "txt", lines: "txt", ini: "conf", env: "env", json: "json" } as const;

/**
 * Renders a login as a product wants it: its fields in its form's order and under its names; each line ends with one LF.
 *
 * `path` only names the file in an error. Throws CONFIG_INVALID for a value that the product needs and that there is
 * not, and CREDENTIAL_FILE_UNWRITABLE for one that the format cannot hold.
 */
export function renderConnector(name: ConnectorName, values: ConnectorValues, path = "-"): string {
  const connector: Connector = connectors[name];
  const facts = factsOf(values);
  const filled = connector.fields.flatMap((field) => fill(field, facts, connector.title));
  return renderings[connector.rendering](filled, { title: connector.title, path });
}

/** A name for the file of a hand-over. */
export function connectorFileName(name: ConnectorName): string {
  return `servicenow-${name}.${extensions[connectors[name].rendering]}`;
}

type Facts = Readonly<Record<FactName, string | readonly string[] | undefined>>;

function factsOf(values: ConnectorValues): Facts {
  const { instanceUrl, expiresAt, scopes } = values;
  return {
    ...values,
    host: new URL(instanceUrl).host,
    authorizationUrl: `${instanceUrl}/oauth_auth.do`,
    tokenUrl: `${instanceUrl}/oauth_token.do`,
    expiresAt: expiresAt?.toISOString(),
    scopes: scopes.length > 0 ? scopes : undefined,
  };
}

function fill(field: ConnectorField, facts: Facts, title: string): FilledField[] {
  const { label } = field;
  if ("text" in field) return [{ label, value: field.text }];
  const value = facts[field.fact] ?? field.otherwise;
  if (value !== undefined) return [{ label, value }];
  if (field.optional) return [];
  throw invalidSetting(undefined, `${title} cannot do without "${label}", and there is none`);
}
