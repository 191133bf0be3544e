import { beforeEach, describe, expect, test } from "vitest";
import { exchange, logInForCode, postToken } from "../../test/practice-login.ts";
import { createPracticeInstance, type Fault, faultKinds } from "../index.ts";

const instance = createPracticeInstance();
beforeEach(() => instance.reset());

const post = (init: RequestInit = {}) => postToken(instance, {}, init);

const strike = async (fault: Fault) => {
  instance.behaviour.fault = fault;
  const response = await post();
  return { status: response.status, headers: response.headers, text: await response.text() };
};

/** The endpoint's own answer to an empty form. */
const rightAnswer = '{"error_description":"access_denied","error":"server_error"}';

describe("instead of the answer comes", () => {
  test("the page of a sleeping instance, as 200 or 503", async () => {
    const page = await strike({ kind: "hibernating" });
    expect(page.headers.get("content-type")).toBe("text/html; charset=UTF-8");
    for (const words of [
      "Instance Hibernating page",
      "Your instance is hibernating",
      "Sign in to the site to wake your instance",
    ]) {
      expect(page.text).toContain(words);
    }
    expect([page.status, (await strike({ kind: "hibernating", status: 503 })).status]).toEqual([200, 503]);
  });

  test("an identity provider's page", async () => {
    expect(await strike({ kind: "sso-page" })).toMatchObject({
      status: 200,
      text: expect.stringContaining("SAMLRequest"),
    });
  });

  test("429 with Retry-After, any or none", async () => {
    const answer = await strike({ kind: "too-many-requests" });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "30"]);
    expect(JSON.parse(answer.text)).toMatchObject({
      error: { message: "Rate limit exceeded" },
      status: "failure",
    });
    const any = await strike({ kind: "too-many-requests", retryAfter: "soon" });
    expect(any.headers.get("retry-after")).toBe("soon");
    const none = await strike({ kind: "too-many-requests", retryAfter: null });
    expect(none.headers.has("retry-after")).toBe(false);
  });

  test("403 with HTML", async () => {
    expect(await strike({ kind: "forbidden-page" })).toMatchObject({
      status: 403,
      text: expect.stringContaining("<h1>"),
    });
  });

  test("400 without a body", async () => {
    expect(await strike({ kind: "empty-400" })).toMatchObject({ status: 400, text: "" });
  });

  test("500 with HTML", async () => {
    expect(await strike({ kind: "server-error" })).toMatchObject({
      status: 500,
      text: expect.stringContaining("<h1>"),
    });
  });

  test("a redirect, to the login page or anywhere", async () => {
    const own = await strike({ kind: "redirect" });
    expect([own.status, own.headers.get("location")]).toEqual([307, "/login.do"]);
    const foreign = await strike({ kind: "redirect", status: 302, location: "https://other.example.com/" });
    expect([foreign.status, foreign.headers.get("location")]).toEqual([302, "https://other.example.com/"]);
  });

  test("anything", async () => {
    const answer = await strike({
      kind: "answer",
      status: 502,
      headers: { "content-type": "text/plain" },
      body: "bad",
    });
    expect([answer.status, answer.headers.get("content-type"), answer.text]).toEqual([
      502,
      "text/plain",
      "bad",
    ]);
  });
});

describe("the right answer comes", () => {
  test("late", async () => {
    const before = performance.now();
    expect(await strike({ kind: "slow", milliseconds: 30 })).toMatchObject({
      status: 401,
      text: rightAnswer,
    });
    expect(performance.now() - before).toBeGreaterThan(25);
  });

  test("byte by byte", async () => {
    expect(await strike({ kind: "drip", milliseconds: 0 })).toMatchObject({ status: 401, text: rightAnswer });
  });

  test("and then blanks without end", async () => {
    instance.behaviour.fault = { kind: "huge" };
    const response = await post();
    const reader = response.body?.getReader();
    let text = "";
    while (text.length < 1024 * 1024) text += Buffer.from((await reader?.read())?.value ?? []).toString();
    await reader?.cancel();
    expect([response.status, text.trim()]).toEqual([401, rightAnswer]);
  });

  test("after blanks without end, compressed, which request undoes as fetch does", async () => {
    instance.behaviour.fault = { kind: "bomb" };
    const response = await post();
    expect(response.headers.get("content-encoding")).toBe("gzip");
    const reader = response.body?.getReader();
    const first = Buffer.from((await reader?.read())?.value ?? []).toString();
    await reader?.cancel();
    expect([first.length > 0, first.trim()]).toEqual([true, ""]);
  });

  test("half", async () => {
    instance.behaviour.fault = { kind: "truncated" };
    const response = await post();
    expect(response.status).toBe(401);
    await expect(response.text()).rejects.toThrow("terminated");
  });
});

describe("no answer comes", () => {
  test("and waiting ends with the signal", async () => {
    instance.behaviour.fault = { kind: "hang" };
    await expect(post({ signal: AbortSignal.timeout(20) })).rejects.toThrow(/timeout/);
  });

  test("since the connection was reset before anything was done", async () => {
    const code = await logInForCode(instance);
    instance.behaviour.fault = { kind: "reset", times: 1 };
    await expect(exchange(instance, code)).rejects.toMatchObject({
      message: "fetch failed",
      cause: { code: "ECONNRESET" },
    });
    expect((await exchange(instance, code)).status).toBe(200);
  });

  test("though everything was done", async () => {
    const code = await logInForCode(instance);
    instance.behaviour.fault = { kind: "answer-lost", times: 1 };
    await expect(exchange(instance, code)).rejects.toThrow("fetch failed");
    expect((await exchange(instance, code)).status).toBe(401);
  });
});

test("a fault strikes the token endpoint alone, another path, or every one", async () => {
  const struck = async (endpoint?: string) => {
    instance.behaviour.fault = { kind: "answer", status: 418, ...(endpoint && { endpoint }) };
    const answers = [
      await post(),
      await instance.request("/login.do"),
      await instance.request("/__practice/log"),
    ];
    return answers.map(({ status }) => status);
  };
  expect(await struck()).toEqual([418, 200, 200]);
  expect(await struck("/login.do")).toEqual([401, 418, 200]);
  expect(await struck("every")).toEqual([418, 418, 200]);
});

test("a fault is over after so many times", async () => {
  instance.behaviour.fault = { kind: "answer", status: 418, times: 2 };
  expect([(await post()).status, (await post()).status, (await post()).status]).toEqual([418, 418, 401]);
});

test("assigning a fault again, or a reset, counts from the beginning", async () => {
  const once: Fault = { kind: "answer", status: 418, times: 1 };
  const statuses = async () => [(await post()).status, (await post()).status];
  for (let round = 0; round < 2; round += 1) {
    instance.behaviour.fault = once;
    expect(await statuses()).toEqual([418, 401]);
  }
  const struck = createPracticeInstance({ behaviour: { fault: once } });
  for (let round = 0; round < 2; round += 1) {
    expect((await postToken(struck, {})).status).toBe(418);
    struck.reset();
  }
});

test("the list of kinds is whole", () => {
  const kinds: Record<Fault["kind"], true> = {
    hibernating: true,
    "sso-page": true,
    "too-many-requests": true,
    "forbidden-page": true,
    "empty-400": true,
    "server-error": true,
    redirect: true,
    answer: true,
    slow: true,
    hang: true,
    drip: true,
    reset: true,
    truncated: true,
    huge: true,
    bomb: true,
    "answer-lost": true,
  };
  expect([...faultKinds].sort()).toEqual(Object.keys(kinds).sort());
});
