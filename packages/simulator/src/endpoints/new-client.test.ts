import { expect, test } from "vitest";
import { signIn } from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance({ users: [{ roles: ["admin"] }] });

async function openAs(roles: readonly string[]) {
  instance.user.roles = [...roles];
  const page = await instance.request("/oauth_entity.do", { headers: await signIn(instance) });
  return { status: page.status, text: await page.text() };
}

test("the guide's menu item is offered by releases before Zurich alone", async () => {
  const item = "Create an OAuth API endpoint for external clients";
  const current = await openAs(["admin"]);
  expect(current.text).toContain("New Inbound Integration Experience");
  expect(current.text).not.toContain(item);
  instance.behaviour.registryChoices = "classic";
  const classic = await openAs(["oauth_admin"]);
  expect(classic.text).toContain(item);
  expect(classic.text).not.toContain("New Inbound Integration Experience");
});

test("the registry's pages are for those who are signed in and have a role for it", async () => {
  const page = await instance.request("/oauth_entity.do");
  expect([page.status, page.headers.get("location")]).toEqual([302, "/login.do"]);
  expect((await openAs(["itil"])).status).toBe(403);
});
