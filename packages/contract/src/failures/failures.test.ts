import { readFileSync } from "node:fs";
import { adviseOn, dictionary, type Entry, explain } from "@nowtoken/core";
import { afterAll, describe, expect, test } from "vitest";
import { isPlain, shareOf } from "./figures.ts";
import { otherTexts } from "./other-texts.ts";
import { testedElsewhere } from "./tested-elsewhere.ts";
import { laterTexts, toldTexts } from "./told-texts.ts";
import { topics } from "./topics.ts";

const seenEntries = new Set<string>();
const seen = { failures: 0, first: 0 };

for (const { title, scenarios } of topics) {
  describe(title, () => {
    for (const scenario of scenarios) {
      const { failure, cause, happen, attempt, unclear, isPossible = true } = scenario;
      const why = unclear === undefined ? "" : `, which is unclear: ${unclear}`;
      test.runIf(isPossible)(`${failure}: ${cause}${why}`, async () => {
        const shown = await happen();
        const { causes, failures } = explain(shown, attempt);
        const ids = causes.map(({ id }) => id);
        seenEntries.add(failures[0]?.id ?? "");
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
    const impossibleHere = topics
      .flatMap(({ scenarios }) => scenarios)
      .filter(({ isPossible = true }) => !isPossible)
      .map(({ cause }) => cause);
    const missed = entries.filter(
      ({ id, causes }) =>
        !seenEntries.has(id) &&
        !(id in testedElsewhere) &&
        !causes.some((cause) => impossibleHere.includes(cause.id)),
    );
    expect(missed.map(({ id }) => id)).toEqual([]);
  });

  test.each(Object.entries(testedElsewhere))(
    "has %s, of which another test sees the cause",
    (id, { file, cause }) => {
      const entry = dictionary
        .flatMap((topic): readonly Entry[] => topic.entries)
        .find((each) => each.id === id);
      expect(entry?.causes.map((each) => each.id)).toContain(cause);
      const text = readFileSync(new URL(`../../../../${file}`, import.meta.url), "utf8");
      expect(text).toContain(`"${cause}"`);
    },
  );
});

afterAll(() => seenEntries.clear());
