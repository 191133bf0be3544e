import type { WriteStream } from "node:tty";
import { styleText } from "node:util";
import { linkTo } from "./hyperlink.ts";
import { type Indentation, layOutPanel, type PanelRow, wrapText } from "./layout.ts";

type Output = NodeJS.WritableStream & Partial<Pick<WriteStream, "isTTY" | "columns" | "hasColors">>;

type Paint = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** How text looks on one output stream. Layout never breaks a word: addresses stay whole for copying. */
export interface Style extends Record<Paint, (text: string) => string> {
  /** Whether a line can be written anew in its place: a terminal that is not a dumb one. */
  readonly redraws: boolean;
  /** The width to fill, 80 columns at most. */
  readonly columns: number;
  /** One paragraph, broken at spaces. */
  wrap(text: string, indentation?: Indentation): string;
  /** A title, labelled values in one column, and sentences below them. */
  panel(title: string, rows: readonly PanelRow[], notes?: readonly string[]): string;
  /** An address that can be clicked where the terminal is known to allow it, and reads the same everywhere. */
  link(url: string): string;
}

/** The style of a stream: plain under NO_COLOR, on a dumb terminal and off terminals (unless FORCE_COLOR is set). */
export function styleFor(output: Output, environment: NodeJS.ProcessEnv = process.env): Style {
  const colored = usesColor(output, environment);
  const redraws = output.isTTY === true && environment["TERM"] !== "dumb";
  const columns = Math.min(output.columns || 80, 80);
  const paint = (format: Paint) => (text: string) =>
    colored ? styleText(format, text, { validateStream: false }) : text;
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    red: paint("red"),
    green: paint("green"),
    yellow: paint("yellow"),
    cyan: paint("cyan"),
    redraws,
    columns,
    wrap: (text, indentation) => wrapText(text, columns, indentation),
    panel: (title, rows, notes = []) => layOutPanel({ title: paint("bold")(title), rows, notes }, columns),
    link: (url) => (redraws ? linkTo(url, environment) : url),
  };
}

function usesColor(output: Output, environment: NodeJS.ProcessEnv): boolean {
  if (environment["NO_COLOR"]) return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return output.isTTY === true && output.hasColors?.(environment) === true;
}
