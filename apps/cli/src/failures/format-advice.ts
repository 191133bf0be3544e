import { type Advice, certaintyLabels } from "@nowtoken/core";
import type { Style } from "../terminal/style.ts";

/** What happened, and below it why and what to do, as lines of a terminal. */
export function formatAdvice({ message, cause, fix }: Advice, style: Style, title = ""): string {
  const causes = cause === undefined ? [] : [`${certaintyLabels[cause.certainty]}: ${cause.sentence}`];
  const lines = [
    ...causes.map((text) => style.wrap(text, { indent: "  " })),
    ...fix.map((text) => style.wrap(text, { indent: "  - ", hanging: "    " })),
  ];
  return `${[style.wrap(`${title}${message}`), ...(lines.length > 0 ? ["", ...lines] : [])].join("\n")}\n`;
}
