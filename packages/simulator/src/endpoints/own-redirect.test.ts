import { expect, test } from "vitest";
import { exchange, logInForCode } from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

test("the page says that the redirect failed, stays where it is and leaves the code usable", async () => {
  const instance = createPracticeInstance();
  const code = await logInForCode(instance);
  const page = await instance.request(`/oauth_redirect.do?code=${code}&state=0`);
  expect([page.status, page.headers.get("location")]).toEqual([200, null]);
  expect(await page.text()).toContain(
    "Your OAuth redirect failed. Please check if the redirect URL setup in your OAuth configuration matches your ServiceNow instance URL.",
  );
  expect((await exchange(instance, code)).status).toBe(200);
});

test("an instance that itself logs in elsewhere redeems the code there, and says what the answer lacks", async () => {
  const provider = createPracticeInstance();
  const redeem = (code: string) => exchange(provider, code);
  const instance = createPracticeInstance({ behaviour: { outboundProvider: redeem } });
  const open = async () => {
    const page = await instance.request(`/oauth_redirect.do?code=${await logInForCode(provider)}&state=0`);
    return page.text();
  };
  expect(await open()).not.toContain("Missing parameters");
  provider.behaviour.tokenAnswer = ({ access_token: _, ...others }) => others;
  expect(await open()).toContain("invalid_request, Missing parameters: access_token");
});
