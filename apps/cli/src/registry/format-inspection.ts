import { styleFor } from "../terminal/style.ts";
import { formatFindings } from "./format-findings.ts";
import type { Inspection } from "./inspect-record.ts";
import type { PlannedRecord } from "./record-flags.ts";

/** What was looked at, the findings, and what cannot be a finding. */
export function formatInspection(inspection: Inspection, planned: PlannedRecord): string {
  const style = styleFor(process.stdout);
  const { row, seen } = inspection;
  const host = new URL(planned.record.instanceUrl).host;
  const title =
    seen === "outside"
      ? `The OAuth record with the client id ${planned.settings.clientId} on ${host}, from outside`
      : `The OAuth record ${row?.["name"] ?? planned.record.name} on ${host}`;
  return [
    `${style.bold(style.wrap(title))}\n`,
    ...(inspection.probe === undefined ? [] : [`${describeProbe(inspection.probe)}\n`]),
    formatFindings(inspection.findings),
    ...remarks(inspection, planned).map((text) => `${style.dim(style.wrap(text))}\n`),
  ].join("\n");
}

/** The same for programs. */
export function toJson({ seen, row, probe, findings }: Inspection, { record }: PlannedRecord): object {
  return {
    instanceUrl: record.instanceUrl,
    seen,
    record: row === undefined ? null : { ...row },
    probe: probe ?? null,
    findings,
  };
}

function describeProbe({ client, redirectUri, pkce }: NonNullable<Inspection["probe"]>): string {
  const words = {
    client: { known: "exists", unknown: "does not exist, or is not active", hidden: "cannot be seen" }[
      client
    ],
    redirect: { accepted: "is accepted", refused: "is refused", hidden: "cannot be seen" }[redirectUri],
    pkce: { required: "is demanded", "not-required": "is not demanded", hidden: "cannot be seen" }[pkce],
  };
  return [
    `  Client id     ${words.client}`,
    `  Redirect URL  ${words.redirect}`,
    `  PKCE          ${words.pkce}; nowtoken sends it always`,
  ].join("\n");
}

function remarks({ seen, row }: Inspection, { record }: PlannedRecord): string[] {
  if (seen === "outside") {
    return [
      "Lifespans, scopes and the rest are seen with an administrator's rights alone: --admin-user NAME.",
    ];
  }
  const [, loopback] = record.redirectUris;
  if (loopback === undefined || !row?.["redirect_url"]?.includes(loopback)) return [];
  return [
    `On a production instance take ${loopback} out of the record after the login; --no-loopback checks that it is.`,
  ];
}
