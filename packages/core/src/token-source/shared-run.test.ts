import { expect, test } from "vitest";
import { createSharedRun } from "./shared-run.ts";

test("whoever asks while a run that nobody wants any more comes to its end begins another", async () => {
  const share = createSharedRun<string>();
  const stop = new AbortController();
  const windUp = Promise.withResolvers<void>();
  const first = share(async (signal) => {
    await windUp.promise;
    signal.throwIfAborted();
    return "first";
  }, stop.signal);
  stop.abort(new Error("no longer wanted"));
  const second = share(async () => "second", undefined);
  windUp.resolve();
  expect(await second).toBe("second");
  await expect(first).rejects.toThrow("no longer wanted");
});

test("the end of a run that nobody wanted any more does not end the next one's sharing", async () => {
  const share = createSharedRun<string>();
  const stop = new AbortController();
  const [windUp, work] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  const first = share(() => windUp.promise.then(() => "first"), stop.signal);
  stop.abort();
  const second = share(() => work.promise, undefined);
  windUp.resolve();
  await first;
  const third = share(async () => "third", undefined);
  work.resolve("second");
  expect(await Promise.all([second, third])).toEqual(["second", "second"]);
});
