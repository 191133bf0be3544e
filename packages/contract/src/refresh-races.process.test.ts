import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEffects, createTokenSource } from "@nowtoken/core";
import type { Behaviour } from "@nowtoken/simulator";
import { afterAll, expect, test } from "vitest";
import { type Said, startAsker } from "./askers.fixture.ts";
import { type KeptPractice, keepLogin } from "./kept-practice.ts";

const racers = Array.from({ length: 8 }, startAsker);
// Where people wait for the tests, each of few processes asks several times at once.
const crowd = process.env["CI"] ? [...racers, ...Array.from({ length: 24 }, startAsker)] : racers;

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
const practices: KeptPractice[] = [];
afterAll(async () => {
  await Promise.all([...crowd.map(({ dismiss }) => dismiss()), ...practices.map(({ close }) => close())]);
  await rm(root, { recursive: true });
});

/** A login whose access token has died, to an instance that takes a moment for a refresh. */
async function keep(behaviour: Partial<Behaviour>): Promise<KeptPractice> {
  const kept = await keepLogin(root);
  practices.push(kept);
  Object.assign(kept.instance.behaviour, { errors: "modern", refreshMilliseconds: 20, ...behaviour });
  await kept.expire();
  return kept;
}

const arrived = async (kept: KeptPractice) => {
  while (kept.refreshes() === 0) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** All got one and the same token. */
function expectShared(said: readonly Said[]): void {
  expect(said).toEqual(Array(said.length).fill({ token: expect.any(String) }));
  expect(new Set(said.map(({ token }) => token)).size).toBe(1);
}

test.concurrent.each(["none", "rotate", "rotate-and-revoke"] as const)(
  "faults 1 to 3: of 8 processes at a dead token one refreshes, 20 times over, where tokens rotate: %s",
  async (rotation) => {
    const kept = await keep({ rotation });
    for (let round = 1; round <= 20; round += 1) {
      expectShared(await Promise.all(racers.map(({ ask }) => ask(kept))));
      expect(kept.refreshes()).toBe(round);
      await kept.expire();
    }
    // No grant was revoked, and the refresh token that is kept is the one that works.
    const [last] = racers.slice(-1).map(({ ask }) => ask(kept, "always"));
    expect(await last).toEqual({ token: expect.any(String) });
  },
);

test.concurrent("fault 4: 32 that ask at once wait for one refresh that takes 3 seconds", async () => {
  const kept = await keep({ rotation: "rotate-and-revoke", refreshMilliseconds: 3000 });
  const times = Array.from({ length: 32 / crowd.length });
  expectShared(await Promise.all(crowd.flatMap(({ ask }) => times.map(() => ask(kept)))));
  expect(kept.refreshes()).toBe(1);
});

test.concurrent("fault 5: another process takes over from one that is killed during its request", async () => {
  const kept = await keep({ fault: { kind: "hang", times: 1 } });
  const holder = startAsker();
  const never = holder.ask(kept);
  await arrived(kept);
  const others = Promise.all(racers.slice(0, 2).map(({ ask }) => ask(kept)));
  await holder.kill();
  expectShared(await others);
  expect(kept.refreshes()).toBe(2);
  expect(await Promise.race([never, "silent"])).toBe("silent");
});

test.concurrent("fault 8: processes of two logins do not wait for each other, and mix nothing", async () => {
  const [slow, quick] = [await keep({ fault: { kind: "hang", times: 1 } }), await keep({})];
  const stop = new AbortController();
  const holding = createTokenSource({ profile: "default", store: slow.store, effects: createEffects() })
    .getAccessToken({ signal: stop.signal })
    .catch(() => "given up");
  await arrived(slow);
  expectShared(await Promise.all(racers.slice(0, 4).map(({ ask }) => ask(quick))));
  expect([slow.refreshes(), quick.refreshes()]).toEqual([1, 1]);
  stop.abort();
  expect(await holding).toBe("given up");
});
