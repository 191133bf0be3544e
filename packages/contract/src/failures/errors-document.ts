import { type Cause, certaintyLabels, dictionary, type Entry } from "@nowtoken/core";
import {
  countFailures,
  countOthers,
  countTold,
  countToldTexts,
  type Figures,
  isPlain,
  shareOf,
} from "./figures.ts";
import type { FailureScenario, FailureTopic } from "./scenario.ts";
import { testedElsewhere } from "./tested-elsewhere.ts";
import { firstReading } from "./told-texts.ts";
import { topics } from "./topics.ts";

const { failures, first } = countFailures(topics);
const told = countTold(topics);
const texts = countToldTexts();
const others = countOthers();

const introduction = `# What fails, why, and what to do

<!-- Generated from the dictionary of failures: npx pnpm@12.21.0 --filter @nowtoken/contract errors -->

\`nowtoken explain\` says the same for the last failure, and \`nowtoken explain "…"\` for any text that you were shown:
there the causes are ranked by what is known of the request too, such as the age of the code, the scopes that were asked
for, and the shape of the secret. This page has them as they are ranked when nothing is known.

Tests make **${failures} failures** happen for real, on the practice instance, with real sockets, certificates, proxies,
files, clocks and programs, and look at what is ranked first: in **${first} (${shareOf({ failures, first })} %)** it is the
true cause. What is explained there is an error of nowtoken's, or what the instance or a program showed, to the byte. In
the others nothing that can be seen tells the cause from a likelier one. No real instance was reachable: what one answers
is as its documentation, its knowledge base and captures say, and where no switch of the practice instance brings an
answer about, it hands that out word for word.

Every entry below has a failure whose true cause is ranked first, made to happen on a system that has what it needs: macOS,
for its privacy settings, or Linux with namespaces of its own, for a computer without a network. Those of
${Object.keys(testedElsewhere).length} entries take a process of their own, such as a command, a full disk or a locked keychain: other tests make them
happen, and look at what is ranked first too; they are not counted here.

Counted apart, for they prove less:

- ${told.failures} more failures that were made to happen, with words of a person beside what was shown: the true cause comes
  first in ${told.first}. The tests' authors wrote these words, and knew the dictionary.
- ${texts.failures} texts in which people say what fails, in words of their own: the cause comes first in ${texts.first} now. The last
  ${firstReading.texts} of them were written after the patterns, and read once before anything was changed for them: then it came first in
  ${firstReading.first} (${Math.floor((100 * firstReading.first) / firstReading.texts)} %). Expect that of a text that nobody has foreseen.
- ${others.texts} texts about something else: of ${others.unknown} nowtoken says that it does not know them, and of none of the others that a
  cause is more than possible.`;

/** \`docs/errors.md\`: the dictionary, and how well it ranks. */
export function renderErrorsDocument(): string {
  const parts = [
    introduction,
    "## How often the true cause comes first",
    figuresTable(),
    "Where it does not:",
    unclearTable(),
    "## What you see",
    ...dictionary.flatMap(({ title, entries }) => [`### ${title}`, entriesTable(entries)]),
    "## Causes",
    causesTable(),
    "## What was made to happen",
    "Those in italics have words of a person beside what was shown.",
    ...topics.map(({ title, scenarios }) => `- **${title}**: ${scenarios.map(sentenceOf).join("; ")}.`),
  ];
  return `${parts
    .join("\n\n")
    .replace(/\n\n- \*\*/gu, "\n- **")
    .replace("shown.\n-", "shown.\n\n-")}\n`;
}

function figuresTable(): string {
  const row = (title: string, figures: Figures) => [
    title,
    String(figures.failures),
    String(figures.first),
    `${shareOf(figures)} %`,
  ];
  const rows = topics.map((topic: FailureTopic) => row(topic.title, countFailures([topic])));
  return table(
    ["what fails", "made to happen", "true cause first", "share"],
    [...rows, row("**all**", { failures, first })],
  );
}

function unclearTable(): string {
  const unclear = topics.flatMap(({ scenarios }) => scenarios).filter((scenario) => scenario.unclear);
  return table(
    ["failure", "cause", "why it is not first"],
    unclear.map(({ failure, cause, unclear: why = "" }) => [failure, `\`${cause}\``, why]),
  );
}

function entriesTable(entries: readonly Entry[]): string {
  return table(
    ["what you see", "causes, the likeliest first"],
    entries.map(({ title, causes, certainty = "likely" }) => [
      title,
      `${certaintyLabels[certainty]}: ${causes.map(({ id }) => `[\`${id}\`](#${id})`).join(", ")}`,
    ]),
  );
}

function causesTable(): string {
  const causes = new Map<string, Cause>();
  for (const cause of dictionary.flatMap(({ entries }) => entries.flatMap((entry) => entry.causes))) {
    causes.set(cause.id, cause);
  }
  return table(
    ["", "cause", "check", "do", "the line of the log that settles it", "known from"],
    [...causes.values()].map(({ id, cause, check, fix, log = "", source }) => [
      `${anchor(id)}\`${id}\``,
      cause,
      check.join(" "),
      fix.join(" "),
      log,
      source,
    ]),
  );
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Where a link to a cause leads. */
const anchor = (id: string): string => `<a id="${id}"></a>`;

const escapeCell = (text: string): string =>
  text
    .replaceAll("|", "\\|")
    .replace(/<(?!a id=|\/a>)/gu, "&lt;")
    .replace(/\s+/gu, " ");

const sentenceOf = (scenario: FailureScenario): string =>
  isPlain(scenario) ? scenario.failure : `_${scenario.failure}_`;
