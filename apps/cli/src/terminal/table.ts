import { toPrintable, widthOf } from "./layout.ts";

/** What stands in one place of a table: a text, or one with a colour, put on when it has been cut. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string };

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

interface Column {
  readonly title: string;
  /** How narrow it may get where the table is too wide; left out, it is never cut. */
  readonly least?: number;
}

const gap = "  ";

/** A table with a heading, its widest columns cut until it is no wider than `width`; each line ends with a newline. */
export function layOutTable({ columns, rows }: Table, width: number): string {
  const heading = columns.map(({ title }) => title);
  const lines = [heading, ...rows].map((cells) => cells.map(toCell));
  const widths = fit(
    columns.map((column, index) => ({
      ...column,
      width: Math.max(...lines.map((cells) => widthOf(cells[index]?.text ?? ""))),
    })),
    width,
  );
  return lines.map((cells) => `${layOutLine(cells, widths)}\n`).join("");
}

function toCell(cell: Cell): Exclude<Cell, string> {
  if (typeof cell === "string") return { text: toPrintable(cell), paint: (text) => text };
  return { ...cell, text: toPrintable(cell.text) };
}

/** Takes one column after the other from the widest that may be cut. */
function fit(columns: readonly (Column & { width: number })[], limit: number): number[] {
  const widths = columns.map(({ width }) => width);
  const total = () => widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1));
  while (total() > limit) {
    const cuttable = columns.flatMap(({ least }, index) =>
      least !== undefined && (widths[index] ?? 0) > least ? [index] : [],
    );
    const widest = cuttable.toSorted((one, other) => (widths[other] ?? 0) - (widths[one] ?? 0))[0];
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function layOutLine(cells: readonly Exclude<Cell, string>[], widths: readonly number[]): string {
  const painted = cells.map(({ text, paint }, index) => {
    const width = widths[index] ?? 0;
    const cut = widthOf(text) > width ? `${[...text].slice(0, width - 1).join("")}…` : text;
    return paint(cut) + " ".repeat(width - widthOf(cut));
  });
  return painted.join(gap).trimEnd();
}
