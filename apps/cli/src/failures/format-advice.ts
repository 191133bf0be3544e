import type { Advice } from "@nowtoken/core";
import type { Style } from "../terminal/style.ts";

/** What happened, and below it what to do, as lines of a terminal. */
export function formatAdvice({ message, fix }: Advice, style: Style, title = ""): string {
  const lines = fix.map((line) => style.wrap(line, { indent: "  - ", hanging: "    " }));
  return `${[style.wrap(`${title}${message}`), ...(lines.length > 0 ? ["", ...lines] : [])].join("\n")}\n`;
}
