import { type AnyAuthError, AuthError } from "@nowtoken/core";
import { describe, expect, test } from "vitest";
import { knownLogins, makeListed } from "../../test/fixtures/page-profiles.ts";
import { visitPage } from "../../test/fixtures/page-visitor.ts";
import type { PageOptions } from "./options.ts";
import type { LoginKeeper, PageProfiles } from "./page-profiles.ts";

const expected = new AuthError("LOGIN_REQUIRED", "expected a login", { profile: "acme", reason: "refused" });
const refuse = () => Promise.reject(expected);
const refusing: LoginKeeper = { keep: refuse };

/** A page with a login that is kept, and what was heard of its failures. */
async function visitKeeping(profiles: Partial<PageProfiles> = {}, options: Partial<PageOptions> = {}) {
  const heard: AnyAuthError[] = [];
  const visitor = await visitPage({
    profiles: knownLogins([makeListed("acme")], profiles),
    onFailure: (error) => heard.push(error),
    describeFailure: ({ code }) => ({ title: "It failed", message: code, more: "There is more." }),
    ...options,
  });
  return { ...visitor, heard, codes: () => heard.map(({ code }) => code) };
}

describe("a failure on the page is heard of once, and says where there is more about it:", () => {
  test("a login that is refused, with what is known of the attempt, however often its page is read", async () => {
    const { instance, begin, consent, post, read, heard } = await visitKeeping();
    await begin();
    instance.client.clientSecret = "another";
    await post("/redirect", { redirect: await consent() });
    expect(await read("/failed")).toContain("There is more.");
    await read("/failed");
    expect(heard).toMatchObject([{ code: "TOKEN_REQUEST_REJECTED", details: { attempt: { codeAge: {} } } }]);
  });

  test("tokens that the instance does not say the owner of", async () => {
    const { instance, logIn, read, codes } = await visitKeeping();
    instance.behaviour.api = "acl";
    await logIn();
    expect(await read("/tokens")).toContain("There is more.");
    await read("/tokens");
    expect(codes()).toEqual(["API_REJECTED"]);
  });

  test("a login that cannot be kept", async () => {
    const { logIn, codes } = await visitKeeping({ prepare: async () => refusing });
    await logIn();
    expect(codes()).toEqual(["LOGIN_REQUIRED"]);
  });

  test("a file that cannot be saved", async () => {
    const { logIn, post, read, codes } = await visitKeeping({}, { desktopFile: async () => "/nowhere/file" });
    await logIn();
    await post("/tokens/save");
    expect(await read("/tokens")).toContain("There is more.");
    expect(codes()).toEqual(["CREDENTIAL_FILE_UNWRITABLE"]);
  });

  test.each([
    ["verify", { verify: refuse }],
    ["log-out", { logOut: refuse }],
    ["renew", { settingsOf: refuse }],
    ["hand-over/text/show", { valuesOf: refuse }],
  ])("a login that is kept, at %s", async (path, profiles: Partial<PageProfiles>) => {
    const { post, codes } = await visitKeeping(profiles);
    expect(await (await post(`/logins/acme/${path}`, { way: "revoke" })).text()).toContain("There is more.");
    expect(codes()).toEqual(["LOGIN_REQUIRED"]);
  });
});
