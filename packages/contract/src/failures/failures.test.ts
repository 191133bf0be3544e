import { adviseOn, dictionary, explain } from "@nowtoken/core";
import { afterAll, describe, expect, test } from "vitest";
import { shareOf } from "./figures.ts";
import { topics } from "./topics.ts";
import { untestedEntries } from "./untested-entries.ts";

const seenEntries = new Set<string>();
const seen = { failures: 0, first: 0 };

for (const { title, scenarios } of topics) {
  describe(title, () => {
    for (const { failure, cause, happen, attempt, unclear, isPossible = true } of scenarios) {
      const why = unclear === undefined ? "" : `, which is unclear: ${unclear}`;
      test.runIf(isPossible)(`${failure}: ${cause}${why}`, async () => {
        const shown = await happen();
        const { causes, failures } = explain(shown, attempt);
        const ids = causes.map(({ id }) => id);
        seenEntries.add(failures[0]?.id ?? "");
        seen.failures += 1;
        seen.first += Number(ids[0] === cause);
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

describe("the dictionary as a whole", () => {
  test("ranks the cause first in 95 of 100 failures that really happened, of 60 at least", () => {
    expect(seen.failures).toBeGreaterThanOrEqual(60);
    expect(shareOf(seen)).toBeGreaterThanOrEqual(95);
  });

  test("has no entry that never happened, but those that cannot be made to happen here", () => {
    const ids = dictionary.flatMap(({ entries }) => entries.map(({ id }) => id));
    const impossible = Object.keys(untestedEntries);
    expect(ids.filter((id) => !seenEntries.has(id) && !impossible.includes(id))).toEqual([]);
    expect(impossible.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

afterAll(() => seenEntries.clear());
