import { AuthError } from "@nowtoken/core";
import { expect, test } from "vitest";
import { forEachProfile } from "./for-each-profile.ts";

const busy = new AuthError("STORE_BUSY", "expected a profile that is free", {
  path: "b.json",
  profile: "b",
  seconds: 1,
});

test("goes on past a profile that fails at once, and keeps the order of the names", async () => {
  const heard: string[] = [];
  const outcomes = await forEachProfile(["a", "b", "c"], {
    concurrency: 1,
    act: (profile) => {
      // As what reads a profile does: before there is a promise.
      if (profile === "b") throw busy;
      return Promise.resolve(profile.toUpperCase());
    },
    onDone: ({ profile }, done) => heard.push(`${profile} ${done}`),
  });
  expect(outcomes).toEqual([
    { profile: "a", result: "A" },
    { profile: "b", result: busy },
    { profile: "c", result: "C" },
  ]);
  expect(heard).toEqual(["a 1", "b 2", "c 3"]);
});

test("works on no more than so many at once", async () => {
  let running = 0;
  let most = 0;
  await forEachProfile(["a", "b", "c", "d", "e"], {
    concurrency: 2,
    act: async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    },
  });
  expect(most).toBe(2);
});

test("throws what is no error of ours, and begins nothing after the signal", async () => {
  const fault = new TypeError("a bug");
  const work = forEachProfile(["a"], { concurrency: 1, act: () => Promise.reject(fault) });
  await expect(work).rejects.toBe(fault);
  const signal = AbortSignal.abort(new Error("enough"));
  const begun: string[] = [];
  const act = async (profile: string) => void begun.push(profile);
  await expect(forEachProfile(["a"], { concurrency: 1, act, signal })).rejects.toThrow("enough");
  expect(begun).toEqual([]);
});
