import { beforeEach, expect, test } from "vitest";
import { cookieOf } from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance();
beforeEach(() => instance.reset());

const { userName, password } = instance.user;
const credentials = { user_name: userName, user_password: password, sys_action: "sysverb_login" };

const post = (fields: Record<string, string>, cookie = "") =>
  instance.request("/login.do", { method: "POST", body: new URLSearchParams(fields), headers: { cookie } });

const home = async (cookie: string) => (await instance.request("/", { headers: { cookie } })).text();

test("the login page says whom to sign in as, and that it is a practice instance", async () => {
  const page = await (await instance.request("/login.do")).text();
  expect(page).toContain(userName);
  expect(page).toContain(password);
  expect(page).toContain("Practice instance.");
});

test.each([
  ["a wrong password", { user_password: "wrong" }],
  ["an unknown user", { user_name: "nobody" }],
  ["another action", { sys_action: "sysverb_logout" }],
  ["another page's sysparm_ck", { sysparm_ck: "0" }],
])("%s shows the form again and signs nobody in", async (_, fields) => {
  const answer = await post({ ...credentials, ...fields });
  expect(await answer.text()).toContain("User name or password invalid");
  expect(await home(cookieOf(answer))).toContain("Nobody is signed in");
});

test.each([
  { active: false },
  { lockedOut: true },
  { passwordNeedsReset: true },
  { webServiceAccessOnly: true },
])("a user with %o is not signed in", async (change) => {
  Object.assign(instance.user, change);
  expect(await (await post(credentials)).text()).toContain("User name or password invalid");
});

test("a login that came from nowhere ends at the instance's home", async () => {
  const answer = await post(credentials);
  expect(answer.headers.get("location")).toBe("/");
  expect(await home(cookieOf(answer))).toContain("Signed in as Knowledge Integration");
});

test("signing in changes the cookie, which is Secure on https, and ends the session before", async () => {
  const before = cookieOf(await post(credentials));
  const after = await post(credentials, before);
  expect(cookieOf(after)).not.toBe(before);
  expect(after.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^JSESSIONID=.*HttpOnly; Secure; SameSite=Lax$/),
  ]);
  expect(await home(before)).toContain("Nobody is signed in");
});
