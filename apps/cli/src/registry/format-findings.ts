import type { AddressDifference, Finding, FindingSeverity } from "@nowtoken/core";
import { type Style, styleFor } from "../terminal/style.ts";

const labelWidth = 9;
const indent = " ".repeat(labelWidth);

/** Findings as lines of a terminal, the worst first, and how many there are of each kind. */
export function formatFindings(findings: readonly Finding[]): string {
  const style = styleFor(process.stdout);
  if (findings.length === 0) return `${style.green("Nothing to improve.")}\n`;
  return `${findings.map((finding) => formatFinding(finding, style)).join("\n\n")}\n\n${count(findings)}\n`;
}

function formatFinding({ severity, what, why, fix, difference }: Finding, style: Style): string {
  const paint = { failed: style.red, warning: style.yellow, note: style.cyan }[severity];
  const said = style.wrap(what, { indent, hanging: indent }).slice(labelWidth);
  return [
    paint(severity.padEnd(labelWidth)) + said,
    ...(difference === undefined ? [] : showDifference(difference, style)),
    style.dim(style.wrap(why, { indent, hanging: indent })),
    style.wrap(fix, { indent: `${indent}- `, hanging: `${indent}  ` }),
  ].join("\n");
}

/** Both addresses around the place where they part, one above the other, so that the mark stands below both. */
function showDifference({ expected, actual, at }: AddressDifference, style: Style): string[] {
  const room = style.columns - labelWidth - 10;
  const start = at < room - 5 ? 0 : at - Math.floor(room / 2);
  const cut = (text: string) => `${start > 0 ? "…" : ""}${text.slice(start, start + room)}`;
  const mark = " ".repeat(at - start + (start > 0 ? 1 : 0));
  return [
    `${indent}ours    ${cut(expected)}`,
    `${indent}listed  ${cut(actual)}`,
    `${indent}        ${mark}${style.red("^")}`,
  ];
}

function count(findings: readonly Finding[]): string {
  const kinds: readonly [FindingSeverity, string, string][] = [
    ["failed", "failed", "failed"],
    ["warning", "warning", "warnings"],
    ["note", "note", "notes"],
  ];
  return kinds
    .map(
      ([kind, one, many]) =>
        [findings.filter(({ severity }) => severity === kind).length, one, many] as const,
    )
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => `${number} ${number === 1 ? one : many}`)
    .join(", ");
}
