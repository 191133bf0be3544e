import { certaintyLabels, type Explanation, type LastFailure, type RankedCause } from "@nowtoken/core";
import type { Style } from "../terminal/style.ts";

/** How many causes are shown unless somebody asks for all: beyond them nothing is likely. */
const mostCauses = 5;

/** When and by which command the last failure was met. */
export function renderLastFailure(failure: LastFailure, now: Date, style: Style): string {
  const { at, command, message, advice = [] } = failure;
  const by = command === "" ? "nowtoken" : `nowtoken ${command}`;
  const time = `${at.slice(0, 16).replace("T", " ")} UTC, ${timeAgo(new Date(at), now)}`;
  return `${style.wrap(`The last failure: ${style.bold(by)}, ${time}.`)}\n\n${[message, ...advice].map((text) => style.wrap(text, { indent: "  " })).join("\n\n")}\n\n`;
}

/** What a failure was recognised as and its causes, the likeliest first; or that it is not known, and what to collect. */
export function renderExplanation(
  { failures, causes, collect }: Explanation,
  style: Style,
  showsAll: boolean,
): string {
  if (failures.length === 0) {
    const lines = collect.map((text) => style.wrap(text, { indent: "  - ", hanging: "    " }));
    return `${[
      style.wrap(
        "nowtoken does not know this failure, so it says nothing about its cause. To find it, collect:",
      ),
      "",
      ...lines,
    ].join("\n")}\n`;
  }
  const titles = failures.map(({ title }) => style.wrap(title, { indent: "  ", hanging: "  " }));
  const shown = showsAll ? causes : causes.slice(0, mostCauses);
  const numbered = shown.map((cause, index) => renderCause(cause, index + 1, style));
  const heading = style.wrap(failures.length > 1 ? "Recognised:" : "Recognised as:");
  return `${[heading, ...titles, ...numbered, ...renderRest(causes.length - shown.length, style)].join("\n")}\n`;
}

function renderRest(count: number, style: Style): string[] {
  if (count === 0) return [];
  const causes = count === 1 ? "One more cause is" : `${count} more causes are`;
  return ["", style.wrap(`${causes} possible: the same command with --all shows them.`)];
}

function renderCause(
  { certainty, cause, check, fix, log, source }: RankedCause,
  number: number,
  style: Style,
): string {
  const indent = " ".repeat(`${number}. `.length);
  const heading = `${certaintyLabels[certainty]}: ${cause}`;
  return [
    "",
    style.wrap(style.bold(`${number}. ${heading}`), { hanging: indent }),
    ...row("Check", check),
    ...row("Do", fix),
    ...row("Log", log === undefined ? [] : [log]),
    style.dim(style.wrap(source, { indent: `${indent}Source  `, hanging: `${indent}        ` })),
  ].join("\n");

  function row(label: string, texts: readonly string[]): string[] {
    return texts.map((text, index) =>
      style.wrap(text, {
        indent: `${indent}${(index === 0 ? label : "").padEnd(8)}`,
        hanging: `${indent}        `,
      }),
    );
  }
}

function timeAgo(then: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - then.getTime()) / 60_000));
  if (minutes < 1) return "just now";
  const [amount, unit] =
    minutes < 60
      ? [minutes, "minute"]
      : minutes < 2880
        ? [Math.floor(minutes / 60), "hour"]
        : [Math.floor(minutes / 1440), "day"];
  return `${amount} ${unit}${amount === 1 ? "" : "s"} ago`;
}
