import type { AnyAuthError, AuthErrorCode, Diagnosis, ExaminationStatus, Examined } from "@nowtoken/core";
import { exitCodes } from "../failures/exit-codes.ts";
import { type Style, styleFor } from "../terminal/style.ts";

const markWidth = 9;
const titleWidth = 16;
/** Where titles begin, and all that stands below a message. */
const titleColumn = " ".repeat(2 + markWidth);
const messageColumn = " ".repeat(2 + markWidth + titleWidth);

/** The whole diagnosis as lines of a terminal, group by group, and how many there are of each kind. */
export function formatDiagnosis({ examinations }: Diagnosis): string {
  const style = styleFor(process.stdout);
  const groups = [...new Set(examinations.map(({ group }) => group))];
  const blocks = groups.map((group) => {
    const own = examinations.filter((examined) => examined.group === group);
    return [style.bold(group), ...joinSkipped(own).map((examined) => formatExamined(examined, style))].join(
      "\n",
    );
  });
  return `${[...blocks, count(examinations)].join("\n\n")}\n`;
}

/** Neighbours that were skipped for the same reason are one line. */
function joinSkipped(examinations: readonly Examined[]): Examined[] {
  const joined: Examined[] = [];
  for (const examined of examinations) {
    const before = joined.at(-1);
    const isSame = examined.status === "skipped" && before?.status === "skipped";
    if (isSame && before.message === examined.message)
      joined[joined.length - 1] = { ...before, title: `${before.title}, ${examined.title}` };
    else joined.push(examined);
  }
  return joined;
}

function formatExamined({ status, title, message, rows = [], notes = [], fix = [] }: Examined, style: Style) {
  const paints: Record<ExaminationStatus, (text: string) => string> = {
    ok: style.green,
    warning: style.yellow,
    failed: style.red,
    skipped: style.dim,
  };
  const mark = `  ${paints[status](status.padEnd(markWidth))}`;
  const labelWidth = Math.max(0, ...rows.map(([label]) => label.length)) + 2;
  return [
    ...headline({ mark, title, message }, style),
    ...rows.map(([label, value]) =>
      style.wrap(value, {
        indent: `${titleColumn}${style.dim(label.padEnd(labelWidth))}`,
        hanging: `${titleColumn}${" ".repeat(labelWidth)}`,
      }),
    ),
    ...notes.map((note) => style.wrap(note, { indent: titleColumn })),
    ...fix.map((text) => style.wrap(text, { indent: `${titleColumn}- `, hanging: `${titleColumn}  ` })),
  ].join("\n");
}

/** Several titles in one line leave no room for the message beside them. */
function headline({ mark, title, message }: { mark: string; title: string; message: string }, style: Style) {
  if (title.length < titleWidth)
    return [style.wrap(message, { indent: `${mark}${title.padEnd(titleWidth)}`, hanging: messageColumn })];
  return [style.wrap(`${title}: ${message}`, { indent: mark, hanging: titleColumn })];
}

function count(examinations: readonly Examined[]): string {
  const kinds: readonly [ExaminationStatus, string, string][] = [
    ["failed", "failed", "failed"],
    ["warning", "warning", "warnings"],
    ["ok", "ok", "ok"],
    ["skipped", "skipped", "skipped"],
  ];
  return `${kinds
    .map(
      ([kind, one, many]) =>
        [examinations.filter(({ status }) => status === kind).length, one, many] as const,
    )
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => `${number} ${number === 1 ? one : many}`)
    .join(", ")}.`;
}

/** 0 unless something failed; then what the first failure exits with, and 1 for an examination that broke. */
export function exitCodeOfDiagnosis({ examinations }: Diagnosis): number {
  const failed = examinations.find(({ status }) => status === "failed");
  if (failed === undefined) return 0;
  const code: AuthErrorCode | undefined = failed.code;
  return code === undefined ? 1 : exitCodes[code];
}

/** The error behind the first failure, for `nowtoken explain`; undefined where nothing failed, or none is behind it. */
export function failureOfDiagnosis({ examinations }: Diagnosis): AnyAuthError | undefined {
  return examinations.find(({ status }) => status === "failed")?.error;
}
