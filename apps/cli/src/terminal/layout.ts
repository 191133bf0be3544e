import { stripVTControlCharacters } from "node:util";

export interface Indentation {
  /** Before the first line. */
  readonly indent?: string;
  /** Before every other line; as `indent` when left out. */
  readonly hanging?: string;
}

export type PanelRow = readonly [label: string, value: string];

export interface Panel {
  readonly title: string;
  readonly rows: readonly PanelRow[];
  readonly notes: readonly string[];
}

// Whatever a value brought along, only colours and hyperlinks reach the terminal: no control character, no bidi mark.
const sequences = String.raw`(\u001b\[[\d;]*m|\u001b\]8;;[!-~]*\u001b\\)`;
const unprintable = new RegExp(String.raw`${sequences}|[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]`, "gu");

/** Breaks one paragraph at spaces, so that no line with more than one word is wider than `columns`. */
export function wrapText(text: string, columns: number, indentation: Indentation = {}): string {
  const { indent = "", hanging = indent } = indentation;
  const [first = "", ...words] = toPrintable(text).split(" ");
  const lines: string[] = [];
  let line = indent + first;
  for (const word of words) {
    if (widthOf(line) + 1 + widthOf(word) <= columns) {
      line += ` ${word}`;
    } else {
      lines.push(line);
      line = hanging + word;
    }
  }
  return [...lines, line].join("\n");
}

/** A title above labelled values in one column, then sentences, between two rules. */
export function layOutPanel({ title, rows, notes }: Panel, columns: number): string {
  const heading = `── ${toPrintable(title)} `;
  const labelWidth = Math.max(...rows.map(([label]) => widthOf(label)), 0) + 4;
  return [
    heading + "─".repeat(Math.max(columns - widthOf(heading), 2)),
    ...rows.map(([label, value]) => layOutRow(label, value, { labelWidth, columns })),
    ...(rows.length > 0 && notes.length > 0 ? [""] : []),
    ...notes.map((note) => wrapText(note, columns, { indent: "  " })),
    "─".repeat(columns),
  ].join("\n");
}

/** In a window too narrow for two columns the value goes below its label. */
function layOutRow(
  label: string,
  value: string,
  { labelWidth, columns }: { labelWidth: number; columns: number },
) {
  if (labelWidth > columns / 2) return `  ${label}\n${wrapText(value, columns, { indent: "    " })}`;
  return wrapText(value, columns, {
    indent: `  ${label.padEnd(labelWidth)}`,
    hanging: " ".repeat(labelWidth + 2),
  });
}

/** One line of what a terminal may show: text, colours and hyperlinks. */
export function toPrintable(text: string): string {
  return text.replace(/\s/gu, " ").replace(unprintable, (_, sequence: string | undefined) => sequence ?? "");
}

/** In columns of a terminal, colours and hyperlinks left out. */
export const widthOf = (text: string): number => Array.from(stripVTControlCharacters(text)).length;
