import { adviseOn, explain } from "@nowtoken/core";
import { describe, expect, test } from "vitest";
import { topics } from "./topics.ts";

for (const { title, scenarios } of topics) {
  describe(title, () => {
    for (const { failure, cause, happen, attempt, unclear, isPossible = true } of scenarios) {
      test.runIf(isPossible)(
        `${failure}: ${cause}${unclear === undefined ? "" : `, unclear: ${unclear}`}`,
        async () => {
          const shown = await happen();
          const { causes } = explain(shown, attempt);
          const ids = causes.map(({ id }) => id);
          if (unclear === undefined) expect(ids[0]).toBe(cause);
          else expect(ids.indexOf(cause)).toBeGreaterThan(0);
          if (typeof shown === "string") return;
          // What nowtoken itself says is known again when somebody pastes it.
          const { message, fix } = adviseOn(shown);
          expect(explain([message, ...fix].join("\n")).failures).not.toEqual([]);
        },
      );
    }
  });
}
