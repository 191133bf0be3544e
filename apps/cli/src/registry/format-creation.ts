import type { CreationOutcome, CreationStep, RegistryRecord } from "@nowtoken/core";
import { type Style, styleFor } from "../terminal/style.ts";

export interface Reporting {
  readonly record: RegistryRecord;
  readonly dryRun: boolean;
  /** Where the secret of a new record is kept, in words. */
  readonly secretPlace?: string | undefined;
}

/** Exactly what was done to the instance, or would be. */
export function formatCreation(outcome: CreationOutcome, { record, dryRun, secretPlace }: Reporting): string {
  const style = styleFor(process.stdout);
  const blocks = [
    style.bold(style.wrap(title(outcome, record, dryRun))),
    ...identity(outcome, { record, dryRun, secretPlace }),
    ...differences(outcome, style),
    ...steps(outcome.steps, style, dryRun),
    ...outcome.notes.map((note) => style.wrap(`${style.yellow("Note:")} ${note}`)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The record's own page on the instance. */
export const recordAddress = ({ instanceUrl }: RegistryRecord, sysId: string): string =>
  `${instanceUrl}/oauth_entity.do?sys_id=${sysId}`;

function title({ status }: CreationOutcome, { name, instanceUrl }: RegistryRecord, dryRun: boolean): string {
  const what = `the OAuth record ${name} on ${new URL(instanceUrl).host}`;
  const words: Record<CreationOutcome["status"], string> = {
    created: dryRun ? `This would make ${what}` : `Made ${what}`,
    updated: dryRun ? `This would change ${what}` : `Changed ${what}`,
    unchanged: `There is ${what} already, just as it should be: nothing was changed`,
    unseen: `There is ${what} already, and nothing that can be seen of it differs: nothing was changed`,
    different: `There is ${what} already, and it differs: nothing was changed`,
  };
  return words[status];
}

function identity(
  { sysId, clientId }: CreationOutcome,
  { record, dryRun, secretPlace }: Reporting,
): string[] {
  if (sysId === undefined || (dryRun && clientId === undefined)) return [];
  const rows = [
    ["Client id", clientId],
    ["Client secret", secretPlace],
    ["Record", recordAddress(record, sysId)],
  ] as const;
  const given = rows.filter(([, value]) => value !== undefined);
  return [given.map(([label, value]) => `  ${label.padEnd(15)}${value}`).join("\n")];
}

function differences({ differences: found, missingScopes, status }: CreationOutcome, style: Style): string[] {
  const was = status === "updated" ? "was" : "is";
  const lines = [
    ...found.map(
      ({ label, actual, wanted }) =>
        `  ${label}\n    ${was.padEnd(8)}${actual || "(empty)"}\n    wanted  ${wanted}`,
    ),
    ...(missingScopes.length === 0
      ? []
      : [style.wrap(`Scopes missing: ${missingScopes.join(", ")}`, { indent: "  " })]),
  ];
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function steps(all: readonly CreationStep[], style: Style, dryRun: boolean): string[] {
  if (all.length === 0) return [];
  const lines = all.map((step, index) => formatStep(step, index + 1, style));
  return [`${dryRun ? "The requests" : "What was sent"}:\n\n${lines.join("\n")}`];
}

function formatStep(
  { action, table, values, state, sysId }: CreationStep,
  number: number,
  style: Style,
): string {
  const method = action === "insert" ? "POST " : "PATCH";
  const target = action === "update" && sysId !== undefined ? `/${sysId}` : "";
  const result = {
    planned: "",
    done: action === "insert" && sysId !== undefined ? ` → ${sysId}` : " → done",
    refused: " → refused",
    unknown: " → no answer",
  }[state];
  const head = `${String(number).padStart(3)}. ${method} /api/now/table/${table}${target}${result}`;
  const rows = Object.entries(values).map(([column, value]) => style.dim(`       ${column}: ${value}`));
  return [head, ...rows].join("\n");
}
