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
  /** Whether it is cut only when no other column can be. */
  readonly isCutLast?: boolean;
}

const gap = "  ";

/** A table with a heading, its columns cut, the widest first, until it is no wider than `width`; each line ends with a newline. */
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

/** Takes one character after the other from the widest column that may be cut. */
function fit(columns: readonly (Column & { width: number })[], limit: number): number[] {
  const fitted = columns.map((column) => ({ ...column }));
  const total = () => fitted.reduce((sum, { width }) => sum + width, gap.length * (fitted.length - 1));
  while (total() > limit) {
    const cuttable = fitted.filter(({ least, width }) => least !== undefined && width > least);
    const [widest] = cuttable.toSorted(
      (one, other) => lateness(one) - lateness(other) || other.width - one.width,
    );
    if (widest === undefined) break;
    widest.width -= 1;
  }
  return fitted.map(({ width }) => width);
}

const lateness = ({ isCutLast }: Column): number => (isCutLast ? 1 : 0);

function layOutLine(cells: readonly Exclude<Cell, string>[], widths: readonly number[]): string {
  const painted = cells.map(({ text, paint }, index) => {
    const width = widths[index] ?? 0;
    const cut = widthOf(text) > width ? `${[...text].slice(0, width - 1).join("")}…` : text;
    return paint(cut) + " ".repeat(width - widthOf(cut));
  });
  return painted.join(gap).trimEnd();
}
