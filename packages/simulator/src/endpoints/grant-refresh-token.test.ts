import { describe, expect, test } from "vitest";
import { catchAll, createClock, logInForTokens, readTokens, refresh } from "../../test/practice-login.ts";
import { type Behaviour, createPracticeInstance } from "../index.ts";

const start = async (behaviour: Partial<Behaviour> = {}) => {
  const clock = createClock();
  const instance = createPracticeInstance({ now: clock.now, behaviour });
  return { clock, instance, first: await logInForTokens(instance) };
};

test("a refresh gives a new access token beside the same refresh token and leaves the old one valid", async () => {
  const { instance, first } = await start();
  const second = await readTokens(await refresh(instance, first.refresh_token));
  expect(second).toEqual({ ...first, access_token: expect.stringMatching(/^[\w-]{86}$/) });
  expect(second.access_token).not.toBe(first.access_token);
  const headers = { authorization: `Bearer ${first.access_token}` };
  expect((await instance.request("/api/now/ui/user/current_user", { headers })).status).toBe(200);
});

test("a refresh does not extend the refresh token's life", async () => {
  const { clock, instance, first } = await start();
  clock.pass(8_639_999);
  expect((await refresh(instance, first.refresh_token)).status).toBe(200);
  clock.pass(1);
  const dead = await refresh(instance, first.refresh_token);
  expect([dead.status, await dead.text()]).toEqual([401, catchAll]);
});

test("an unknown refresh token gets the catch-all", async () => {
  const { instance } = await start();
  const response = await refresh(instance, "unknown");
  expect([response.status, await response.text()]).toEqual([401, catchAll]);
});

test("the answer may lack the refresh token", async () => {
  const { instance, first } = await start({ refreshAnswerWithoutRefreshToken: true });
  expect(await readTokens(await refresh(instance, first.refresh_token))).not.toHaveProperty("refresh_token");
});

describe("with rotation", () => {
  test("the old refresh token is dead and the new one alive", async () => {
    const { instance, first } = await start({ rotation: "rotate" });
    const second = await readTokens(await refresh(instance, first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await refresh(instance, first.refresh_token)).status).toBe(401);
    expect((await refresh(instance, second.refresh_token)).status).toBe(200);
  });

  test("using the old one again kills the new one where the switch says so", async () => {
    const { instance, first } = await start({ rotation: "rotate-and-revoke" });
    const second = await readTokens(await refresh(instance, first.refresh_token));
    expect((await refresh(instance, first.refresh_token)).status).toBe(401);
    expect((await refresh(instance, second.refresh_token)).status).toBe(401);
  });
});

describe("a 401 that comes and goes", () => {
  test("refuses the first of so many refreshes, with nothing lost", async () => {
    const { instance, first } = await start({ refuseFirstRefreshOf: 3, rotation: "rotate" });
    let { refresh_token } = first;
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      const answer = await refresh(instance, refresh_token);
      statuses.push(answer.status);
      if (answer.ok) refresh_token = (await readTokens(answer)).refresh_token;
      else expect(await answer.text()).toBe(catchAll);
    }
    expect(statuses).toEqual([401, 200, 200, 401, 200, 200]);
  });

  test("refuses a refresh beside another one of the same token, and serves it afterwards", async () => {
    const { instance, first } = await start({ concurrentRefreshes: "refused", refreshMilliseconds: 1 });
    const answers = await Promise.all([1, 2, 3].map(() => refresh(instance, first.refresh_token)));
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401]);
    expect((await refresh(instance, first.refresh_token)).status).toBe(200);
  });

  test("is never there for another token, nor where the instance serves both", async () => {
    const { instance, first } = await start({ refreshMilliseconds: 1 });
    const answers = await Promise.all([1, 2].map(() => refresh(instance, first.refresh_token)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await (await refresh(instance, "unknown")).text()).toBe(catchAll);
  });
});

test("of two slow refreshes with a rotating token the second finds the token dead", async () => {
  const { instance, first } = await start({ rotation: "rotate", refreshMilliseconds: 1 });
  const answers = await Promise.all([1, 2].map(() => refresh(instance, first.refresh_token)));
  expect(answers.map(({ status }) => status)).toEqual([200, 401]);
});

test("a lost answer has rotated the token all the same", async () => {
  const { instance, first } = await start({ rotation: "rotate" });
  instance.behaviour.fault = { kind: "answer-lost", times: 1 };
  await expect(refresh(instance, first.refresh_token)).rejects.toThrow("fetch failed");
  expect((await refresh(instance, first.refresh_token)).status).toBe(401);
});

test("refreshes are counted, however many there are", async () => {
  const { instance, first } = await start();
  for (let count = 0; count < 3; count += 1) await refresh(instance, first.refresh_token);
  expect(instance.countRequests("POST /oauth_token.do refresh_token")).toBe(3);
  expect(instance.countRequests("POST /oauth_token.do")).toBe(4);
  expect(instance.countRequests("GET /never.do")).toBe(0);
  const counts = await (await instance.request("/__practice/counts")).json();
  expect(counts).toMatchObject({ "POST /oauth_token.do refresh_token": 3 });
  instance.reset();
  expect(instance.countRequests("POST /oauth_token.do")).toBe(0);
});

test("a user who is inactive refreshes nothing", async () => {
  const { instance, first } = await start();
  instance.user.active = false;
  expect((await refresh(instance, first.refresh_token)).status).toBe(401);
});
