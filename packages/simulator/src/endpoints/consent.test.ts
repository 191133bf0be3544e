import { expect, test } from "vitest";
import { authorizationUrl, formTokenOf, logIn, signIn } from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance();
const headers = await signIn(instance);

const openConsent = async (state: string) => {
  const response = await instance.request(authorizationUrl(instance, { state }), { headers });
  return formTokenOf(await response.text());
};
const allow = (formToken: string) => {
  const body = new URLSearchParams({ sysparm_ck: formToken, oauth_auth_check_action: "authorize" });
  return instance.request("/oauth_auth.do", { method: "POST", body, headers });
};

test("a script allows with sysparm_ck and oauth_auth_check_action alone", async () => {
  const answer = await allow(await openConsent("abc"));
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toMatch(/\/oauth_redirect\.do\?code=[\w-]{86}&state=abc$/);
});

test("Deny redirects with access_denied and the state, without a code", async () => {
  const { searchParams } = await logIn(instance, {}, { decision: "deny" });
  expect(Object.fromEntries(searchParams)).toEqual({ error: "access_denied", state: "0123456789abcdef" });
});

test("a consent page counts once, and only its own sysparm_ck does", async () => {
  const formToken = await openConsent("abc");
  const answers = [await allow("made up"), await allow(formToken), await allow(formToken)];
  expect(answers.map(({ status }) => status)).toEqual([403, 302, 403]);
});

test("two consent pages in two tabs keep their own states", async () => {
  const [one, other] = [await openConsent("one"), await openConsent("other")];
  const answers = [await allow(one), await allow(other)];
  const states = answers.map(({ headers }) =>
    new URL(headers.get("location") ?? "").searchParams.get("state"),
  );
  expect(states).toEqual(["one", "other"]);
});

test("nobody allows without being signed in", async () => {
  const answer = await instance.request("/oauth_auth.do", { method: "POST", body: new URLSearchParams() });
  expect(answer.headers.get("location")).toBe("/login.do");
});
