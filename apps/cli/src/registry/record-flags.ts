import {
  type ConnectorRegistration,
  connectorRegistrations,
  mergeSettings,
  parseSettings,
  planRegistryRecord,
  type RawSettings,
  type RegistryRecord,
  type Settings,
} from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { settingsFlags } from "../settings/flags.ts";
import type { Ask } from "../settings/gather-settings.ts";
import { oneOf } from "../settings/one-of.ts";

const {
  "instance-url": instanceUrl,
  instance,
  "redirect-uri": redirectUri,
  scope,
  "no-scope": noScope,
  config,
  profile,
} = settingsFlags;

/** The settings of a command that only says what the record must be. */
export const describingFlags = {
  "instance-url": instanceUrl,
  instance,
  "redirect-uri": redirectUri,
  scope,
  "no-scope": noScope,
  config,
  profile,
};

/** The flags of such a command as those of a login, whose `--format` is another one. */
export const asSettingsFlags = <Given extends object>(flags: Given) =>
  ({ "client-secret-stdin": false, "no-save": false, ...flags, format: undefined }) as const;

/** The flags of a command that says, or makes, what the OAuth record must be. */
export const recordFlags = {
  name: Flags.string({
    description: "name of the record; default: the guide's example, or the product's",
    helpValue: "NAME",
    helpGroup: "RECORD",
    env: "NOWTOKEN_RECORD_NAME",
  }),
  for: Flags.string({
    description: `the product that gets the tokens: ${connectorRegistrations.map(({ id }) => id).join(", ")}`,
    helpValue: "PRODUCT",
    helpGroup: "RECORD",
    env: "NOWTOKEN_RECORD_FOR",
  }),
  "public-client": Flags.boolean({
    description: "a record without a client secret, which then demands PKCE",
    helpGroup: "RECORD",
    env: "NOWTOKEN_RECORD_PUBLIC_CLIENT",
  }),
  "no-loopback": Flags.boolean({
    description: "list no address of your own computer: the redirected address is then copied by hand",
    helpGroup: "RECORD",
    env: "NOWTOKEN_RECORD_NO_LOOPBACK",
  }),
};

export interface RecordFlags {
  readonly name?: string | undefined;
  readonly for?: string | undefined;
  readonly "public-client": boolean;
  readonly "no-loopback": boolean;
}

export interface PlannedRecord {
  /** The client id is "any" where nobody gave one. */
  readonly settings: Settings;
  readonly record: RegistryRecord;
  /** The redirect URIs without which no login comes back. */
  readonly needed: readonly string[];
}

/** The record that settings and flags ask for; the instance is asked for where it is missing. Throws CONFIG_INVALID. */
export async function planRecord(
  raw: RawSettings,
  flags: RecordFlags,
  ask: Ask | undefined,
): Promise<PlannedRecord> {
  // The client id comes from the record that is still to be made.
  const given = mergeSettings(raw, { clientId: "any" });
  const lacksInstance = given.instance === undefined && given.instanceUrl === undefined;
  const settings = parseSettings(lacksInstance && ask ? { ...given, ...(await ask(["instance"])) } : given);
  const connector = findConnector(flags.for);
  const record = planRegistryRecord({
    settings,
    connector,
    name: flags.name,
    isPublic: flags["public-client"],
    withLoopback: !flags["no-loopback"],
  });
  return { settings, record, needed: connector?.redirectUris ?? [settings.redirectUri] };
}

function findConnector(id: string | undefined): ConnectorRegistration | undefined {
  const ids = connectorRegistrations.map((connector) => connector.id);
  const known = oneOf("--for", id, ids);
  return connectorRegistrations.find((connector) => connector.id === known);
}
