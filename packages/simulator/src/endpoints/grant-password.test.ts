import { beforeEach, describe, expect, test } from "vitest";
import { catchAll, logInForTokens, postToken, readTokens, refresh } from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance();
beforeEach(() => instance.reset());

const ask = (parameters: Record<string, string> = {}) =>
  postToken(instance, {
    grant_type: "password",
    username: instance.user.userName,
    password: instance.user.password,
    ...parameters,
  });

test("a name and a password get both tokens, the same ones that a login in the browser has", async () => {
  const tokens = await readTokens(await ask());
  expect(tokens).toMatchObject({ token_type: "Bearer", expires_in: 1_799 });
  expect((await refresh(instance, tokens.refresh_token)).status).toBe(200);
  expect((await logInForTokens(instance)).refresh_token).toBe(tokens.refresh_token);
});

test("a refresh token comes only where the instance gives one", async () => {
  instance.behaviour.refreshTokens = "never";
  expect(await readTokens(await ask())).not.toHaveProperty("refresh_token");
});

describe("the catch-all", () => {
  test.each([{ password: "wrong" }, { username: "unknown" }, { scope: "unattached" }])(
    "for %o",
    async (parameters) => {
      const answer = await ask(parameters);
      expect([answer.status, await answer.text()]).toEqual([401, catchAll]);
    },
  );

  test.each([{ active: false }, { lockedOut: true }, { passwordNeedsReset: true }])(
    "for a user with %o",
    async (change) => {
      Object.assign(instance.user, change);
      const answer = await ask();
      expect([answer.status, await answer.text()]).toEqual([401, catchAll]);
    },
  );
});

test("switched off, it is named even where every other reason is hidden", async () => {
  instance.behaviour.passwordGrant = "disabled";
  expect(await (await ask()).json()).toEqual({
    error_description: "Invalid grant_type: password",
    error: "unsupported_grant_type",
  });
});

test("the log shows the name and not the password", async () => {
  await ask();
  const [entry] = instance.log();
  expect(entry?.form).toMatchObject({ username: instance.user.userName, password: "[15 characters]" });
});
