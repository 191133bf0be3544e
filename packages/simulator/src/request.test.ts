import { expect, test } from "vitest";
import { createPracticeInstance } from "./index.ts";

const instance = createPracticeInstance();

test("request takes a path, a URL and a Request", async () => {
  const inputs = [
    "/login.do",
    `${instance.origin}/login.do`,
    new URL("/login.do", instance.origin),
    new Request(`${instance.origin}/login.do`),
  ];
  for (const input of inputs) expect((await instance.request(input)).status).toBe(200);
});

test.each(["https://dev99999.service-now.com/login.do", "http://dev12345.service-now.com/login.do"])(
  "request does not find %s",
  async (url) => {
    await expect(instance.request(url)).rejects.toMatchObject({
      message: "fetch failed",
      cause: { code: "ENOTFOUND" },
    });
  },
);

test("request is refused when its signal was aborted before", async () => {
  await expect(instance.request("/login.do", { signal: AbortSignal.abort() })).rejects.toThrow(/aborted/);
});

test("an abort ends the reading of a body", async () => {
  instance.behaviour.fault = { kind: "drip", endpoint: "/login.do" };
  const abort = new AbortController();
  const response = await instance.request("/login.do", { signal: abort.signal });
  const reading = expect(response.text()).rejects.toThrow("enough");
  abort.abort(new Error("enough"));
  await reading;
});

test("a mistake in a test's own function reaches the test", async () => {
  const broken = createPracticeInstance({
    now: () => {
      throw new Error("no clock");
    },
  });
  await expect(broken.request("/login.do")).rejects.toThrow("no clock");
});
