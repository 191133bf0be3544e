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
  const { rendering, title } = connectors[name];
  return renderings[rendering](fillConnector(name, values), { title, path });
}

/**
 * The fields of a product's form, in its order and under its names, with what they are filled with.
 *
 * Throws CONFIG_INVALID for a value that the product needs and that there is not.
 */
export function fillConnector(name: ConnectorName, values: ConnectorValues): FilledField[] {
  const { fields, title }: Connector = connectors[name];
  const facts = factsOf(values);
  return fields.flatMap((field) => fill(field, facts, title));
}

/** Whether whoever a login is handed to gets its refresh token: else an access token alone, which dies soon. */
export function carriesRefreshToken(name: ConnectorName): boolean {
  const { fields }: Connector = connectors[name];
  return fields.some((field) => "fact" in field && field.fact === "refreshToken");
}

/** Whether a hand-over is nothing without tokens; else client id and secret alone can be handed over too. */
export function needsTokens(name: ConnectorName): boolean {
  const { fields }: Connector = connectors[name];
  return fields.some(
    (field) =>
      "fact" in field &&
      ["accessToken", "refreshToken"].includes(field.fact) &&
      !field.optional &&
      field.otherwise === undefined,
  );
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

const secrets: readonly FactName[] = ["clientSecret", "accessToken", "refreshToken"];

function fill(field: ConnectorField, facts: Facts, title: string): FilledField[] {
  const { label } = field;
  if ("text" in field) return [{ label, value: field.text, isSecret: false }];
  const value = facts[field.fact];
  if (value !== undefined) return [{ label, value, isSecret: secrets.includes(field.fact) }];
  if (field.otherwise !== undefined) return [{ label, value: field.otherwise, isSecret: false }];
  if (field.optional) return [];
  throw invalidSetting(undefined, `${title} cannot do without "${label}", and there is none`);
}
