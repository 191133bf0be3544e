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
