import { AuthError } from "@nowtoken/core";
import { expect, test } from "vitest";
import { startLogin } from "../test/fixtures/waiting-login.ts";

const redirectUri = "http://localhost:8765/callback";

test("20 redirects at once are one exchange, and all get its end", async () => {
  const login = startLogin(redirectUri);
  const ends = await Promise.all(Array.from({ length: 20 }, () => login.attempt.receive(login.answer)));
  expect(new Set(ends)).toEqual(new Set(["Abel Tuter"]));
  expect(login.exchanges).toBe(1);
  expect(login.attempt.status).toBe("succeeded");
});

test("a redirect that comes after the end gets the same end", async () => {
  const login = startLogin(redirectUri);
  await login.attempt.receive(login.answer);
  expect(await login.attempt.receive(login.answerWith({ code: "another" }))).toBe("Abel Tuter");
  expect(login.exchanges).toBe(1);
});

test("a redirect that is not the answer leaves the login waiting", async () => {
  const login = startLogin(redirectUri);
  const foreign = `${redirectUri}?code=c&state=0`;
  await expect(login.attempt.receive(foreign)).rejects.toMatchObject({ code: "STATE_MISMATCH" });
  expect(login.attempt.refusalOf(foreign)).toMatchObject({ code: "STATE_MISMATCH" });
  expect(login.attempt.status).toBe("waiting");
  expect(await login.attempt.receive(login.answer)).toBe("Abel Tuter");
});

test("the instance's refusal ends the login without an exchange", async () => {
  const login = startLogin(redirectUri);
  const denial = login.answerWith({ error: "access_denied" });
  expect(login.attempt.refusalOf(denial)).toBeUndefined();
  await expect(login.attempt.receive(denial)).rejects.toMatchObject({ code: "AUTHORIZATION_REJECTED" });
  await expect(login.attempt.receive(login.answer)).rejects.toMatchObject({ code: "AUTHORIZATION_REJECTED" });
  expect(login.exchanges).toBe(0);
  expect(login.attempt.status).toBe("failed");
});

test("an exchange that fails, be it before it began to wait, is the end of all who brought the redirect", async () => {
  const failure = new Error("no tokens");
  const login = startLogin(redirectUri, () => {
    throw failure;
  });
  const ends = await Promise.allSettled([
    login.attempt.receive(login.answer),
    login.attempt.receive(login.answer),
  ]);
  expect(ends.map((end) => end.status === "rejected" && end.reason)).toEqual([failure, failure]);
  expect(login.attempt.status).toBe("failed");
});

test("an abandoned login spends no code", async () => {
  const login = startLogin(redirectUri);
  const reason = new AuthError("LOGIN_TIMED_OUT", "nobody answered in time", { seconds: 1 });
  login.attempt.abandon(reason);
  await expect(login.attempt.ended).rejects.toBe(reason);
  await expect(login.attempt.receive(login.answer)).rejects.toBe(reason);
  expect(login.exchanges).toBe(0);
});

test("a login whose code is being exchanged can no longer be abandoned", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const login = startLogin(redirectUri, () => promise);
  const end = login.attempt.receive(login.answer);
  expect(login.attempt.status).toBe("exchanging");
  login.attempt.abandon(new Error("too late"));
  resolve("Abel Tuter");
  expect(await end).toBe("Abel Tuter");
});
