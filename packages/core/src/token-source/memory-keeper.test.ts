import { expect, test } from "vitest";
import { someLogin } from "../store/given-store.fixture.ts";
import { startOfTests } from "./answering.fixture.ts";
import { createMemoryKeeper } from "./memory-keeper.ts";
import { toKeptLogin } from "./token-seed.ts";

test("one after the other holds a login that is kept in memory, also after one that failed", async () => {
  const keeper = createMemoryKeeper(toKeptLogin(someLogin().settings, startOfTests));
  const events: string[] = [];
  const hold = (name: string) =>
    keeper.hold(async () => {
      events.push(`${name} begins`);
      await new Promise(setImmediate);
      events.push(`${name} ends`);
      if (name === "first") throw new Error("failed");
    });
  await Promise.allSettled([hold("first"), hold("second")]);
  expect(events).toEqual(["first begins", "first ends", "second begins", "second ends"]);
});
