import { endpointValues, type RegistryRecord } from "@nowtoken/core";
import { styleFor } from "../terminal/style.ts";
import { exportCommand } from "./login-command.ts";
import { type ReadyRecord, seeSecret } from "./unfinished-creation.ts";

/** Why no login follows for a product that does it itself, and what to enter there. */
export function formatProductLogin({ record, made, profile }: ReadyRecord): string {
  const style = styleFor(process.stdout);
  const { clientId, sysId } = made.outcome;
  const rows = [
    { label: "Client ID", value: clientId ?? "" },
    ...(record.isPublic ? [] : [{ label: "Client secret", value: "see below" }]),
    ...endpointValues(record),
  ];
  const title = `No login follows, since ${record.product} does it itself. Enter there:`;
  const lines = rows.map(({ label, value }) => `  ${label.padEnd(19)}${value}`);
  const secret = whereSecretIs(record, { sysId, profile });
  return `\n${[style.wrap(title), lines.join("\n"), ...secret.map((text) => style.wrap(text))].join("\n\n")}\n`;
}

function whereSecretIs(
  record: RegistryRecord,
  { sysId, profile }: { sysId: string | undefined; profile: string | undefined },
): string[] {
  if (record.isPublic) return [];
  const kept = profile && `Client id and secret in a file: \`${exportCommand("dotenv", profile)}\`.`;
  return [...(kept ? [kept] : []), ...seeSecret(record, sysId)];
}
