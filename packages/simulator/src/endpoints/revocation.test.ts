import { beforeEach, describe, expect, test } from "vitest";
import { catchAll, logInForTokens, refresh } from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance();
beforeEach(() => instance.reset());

const paths = ["/oauth_revoke_token.do", "/oauth_revoke.do"] as const;

const revoke = (token: string, path: string = paths[0]) =>
  instance.request(path, { method: "POST", body: new URLSearchParams({ token }) });

async function callStatus(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await instance.request("/api/now/ui/user/current_user", { headers })).status;
}

describe.each(paths)("%s", (path) => {
  test("ends a refresh token and leaves its access token", async () => {
    const tokens = await logInForTokens(instance);
    const answer = await revoke(tokens.refresh_token, path);
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect((await refresh(instance, tokens.refresh_token)).status).toBe(401);
    expect(await callStatus(tokens.access_token)).toBe(200);
  });

  test("ends an access token and leaves its refresh token", async () => {
    const tokens = await logInForTokens(instance);
    expect((await revoke(tokens.access_token, path)).status).toBe(200);
    expect(await callStatus(tokens.access_token)).toBe(401);
    expect((await refresh(instance, tokens.refresh_token)).status).toBe(200);
  });

  test("is missing where the instance has the other one alone", async () => {
    instance.behaviour.revocationEndpoints = path === paths[0] ? "revoke" : "revoke_token";
    const { refresh_token } = await logInForTokens(instance);
    const answer = await revoke(refresh_token, path);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "text/html; charset=UTF-8"]);
    expect((await refresh(instance, refresh_token)).status).toBe(200);
  });
});

test("a refresh token may take its access tokens with it", async () => {
  instance.behaviour.revocation = "pair";
  const tokens = await logInForTokens(instance);
  await revoke(tokens.refresh_token);
  expect(await callStatus(tokens.access_token)).toBe(401);
});

test("an instance may answer as if it had revoked", async () => {
  instance.behaviour.revocation = "nothing";
  const { refresh_token } = await logInForTokens(instance);
  expect((await revoke(refresh_token)).status).toBe(200);
  expect((await refresh(instance, refresh_token)).status).toBe(200);
});

test("the answer may be a page", async () => {
  instance.behaviour.revocationAnswer = "page";
  const { refresh_token } = await logInForTokens(instance);
  const answer = await revoke(refresh_token);
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("<html")]);
  expect((await refresh(instance, refresh_token)).status).toBe(401);
});

test("the token may stand in the URL, unless the instance takes a body alone", async () => {
  const { refresh_token } = await logInForTokens(instance);
  const revokeByUrl = () => instance.request(`/oauth_revoke_token.do?token=${refresh_token}`);
  instance.behaviour.revocationInUrl = false;
  const answer = await revokeByUrl();
  expect([answer.status, await answer.text()]).toEqual([401, catchAll]);
  expect((await refresh(instance, refresh_token)).status).toBe(200);
  instance.behaviour.revocationInUrl = true;
  expect((await revokeByUrl()).status).toBe(200);
  expect((await refresh(instance, refresh_token)).status).toBe(401);
});

test("an unknown token gets the same answer, none at all is refused", async () => {
  expect((await revoke("unknown")).status).toBe(200);
  expect((await revoke("")).status).toBe(401);
});

test("after a revocation a login gives new tokens", async () => {
  const before = await logInForTokens(instance);
  await revoke(before.refresh_token);
  const after = await logInForTokens(instance);
  expect(after.refresh_token).not.toBe(before.refresh_token);
});

test("a fault can strike the revocation, and its token is not in the log", async () => {
  const { refresh_token } = await logInForTokens(instance);
  instance.behaviour.fault = { kind: "answer", status: 503, endpoint: "/oauth_revoke_token.do" };
  expect((await revoke(refresh_token)).status).toBe(503);
  expect((await refresh(instance, refresh_token)).status).toBe(200);
  expect(JSON.stringify(instance.log())).not.toContain(refresh_token);
});
