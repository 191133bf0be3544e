import { readFileSync } from "node:fs";
import { adviseOn, dictionary, type Entry, explain } from "@nowtoken/core";
import { afterAll, describe, expect, test } from "vitest";
import { isPlain, shareOf } from "./figures.ts";
import { otherTexts } from "./other-texts.ts";
import { testedElsewhere } from "./tested-elsewhere.ts";
import { laterTexts, toldTexts } from "./told-texts.ts";
import { topics } from "./topics.ts";

const seenEntries = new Set<string>();
const impossibleHere = topics
  .flatMap(({ scenarios }) => scenarios)
  .flatMap(({ entry, isPossible = true }) => (entry === undefined || isPossible ? [] : [entry]));
const seen = { failures: 0, first: 0 };

for (const { title, scenarios } of topics) {
  describe(title, () => {
    for (const scenario of scenarios) {
      const { failure, cause, happen, attempt, unclear, entry, isPossible = true } = scenario;
      const why = unclear === undefined ? "" : `, which is unclear: ${unclear}`;
      test.runIf(isPossible)(`${failure}: ${cause}${why}`, async () => {
        const shown = await happen();
        const { causes, failures } = explain(shown, attempt);
        const ids = causes.map(({ id }) => id);
        if (entry !== undefined) expect(failures[0]?.id).toBe(entry);
        // Where the cause is not ranked first nothing is proved of the entry.
        if (unclear === undefined) seenEntries.add(failures[0]?.id ?? "");
        if (isPlain(scenario)) {
          seen.failures += 1;
          seen.first += Number(ids[0] === cause);
        }
        if (unclear === undefined) expect(ids[0]).toBe(cause);
        else expect(ids.indexOf(cause)).toBeGreaterThan(0);
        if (typeof shown === "string") return;
        // What nowtoken itself says is known again when somebody pastes it.
        const { message, fix } = adviseOn(shown);
        expect(explain([message, ...fix].join("\n")).failures).not.toEqual([]);
      });
    }
  });
}

describe("what people say in words of their own", () => {
  test.each([...toldTexts, ...laterTexts])("$text: $cause", ({ text, cause, unclear }) => {
    const { causes } = explain(text);
    const ids = causes.map(({ id }) => id);
    if (unclear === undefined) expect(ids[0]).toBe(cause);
    else expect(ids.indexOf(cause)).not.toBe(0);
  });
});

describe("what is about something else has no cause that is more than possible:", () => {
  test.each(otherTexts)("%s", (text) => {
    const sure = explain(text).causes.filter(({ certainty }) => certainty !== "possible");
    expect(sure.map(({ id }) => id)).toEqual([]);
  });
});

describe("the dictionary as a whole", () => {
  test("ranks the cause first in 95 of 100 failures that show no words of ours, of 60 at least", () => {
    expect(seen.failures).toBeGreaterThanOrEqual(60);
    expect(shareOf(seen)).toBeGreaterThanOrEqual(95);
  });

  test("has no entry whose failure no test makes happen", () => {
    const entries: readonly Entry[] = dictionary.flatMap((topic) => topic.entries);
    const proved = [...seenEntries, ...Object.keys(testedElsewhere), ...impossibleHere];
    expect(entries.map(({ id }) => id).filter((id) => !proved.includes(id))).toEqual([]);
  });

  test.each(Object.entries(testedElsewhere))("has %s, whose cause another test expects", (id, other) => {
    const entry = dictionary
      .flatMap((topic): readonly Entry[] => topic.entries)
      .find((each) => each.id === id);
    expect(entry?.causes.map((each) => each.id)).toContain(other.cause);
    expect(seenEntries).not.toContain(id);
    expect(readFileSync(new URL(`../../../../${other.file}`, import.meta.url), "utf8")).toContain(
      other.words,
    );
  });
});

afterAll(() => seenEntries.clear());
