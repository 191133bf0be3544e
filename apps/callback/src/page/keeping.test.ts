import { AuthError } from "@nowtoken/core";
import { describe, expect, test } from "vitest";
import { knownLogins } from "../../test/fixtures/page-profiles.ts";
import { valuesOf, visitPage } from "../../test/fixtures/page-visitor.ts";
import type { EarlierLogin, KeptLogin, PageProfiles } from "./page-profiles.ts";

const storeError = new AuthError("STORE_UNUSABLE", "expected a keychain", {
  path: "keychain",
  reason: "keychain-missing",
});

/** Profiles that say what they were asked for. */
function keepInMemory(earlier?: EarlierLogin, movedTo?: string) {
  const events: string[] = [];
  const kept: KeptLogin = {
    name: "default",
    notes: ["Another one was moved."],
    earlier,
    noteHandOver: async (to) => void events.push(`handed to ${to}`),
    noteUser: async ({ userName }) => {
      events.push(`user ${userName}`);
      return movedTo;
    },
  };
  const profiles = knownLogins([], {
    prepare: async ({ clientId }) => {
      events.push(`prepared for ${clientId}`);
      return {
        keep: async ({ credential }) => {
          events.push(`kept ${credential.refreshToken}`);
          return kept;
        },
      };
    },
  });
  return { profiles, events };
}

describe("a login", () => {
  test("is kept, with whose it is, and the page says as what", async () => {
    const { profiles, events } = keepInMemory();
    const visitor = await visitPage({ profiles });
    let refreshToken: string | undefined;
    visitor.instance.behaviour.tokenAnswer = (answer) => {
      refreshToken = answer.refresh_token;
      return answer;
    };
    await visitor.logIn();
    const html = await visitor.read("/tokens");
    expect(html).toContain("Kept as the login <b>default</b>.");
    expect(html).toContain("Another one was moved.");
    expect(html).not.toContain("refresh token</b>");
    expect(events).toEqual([
      `prepared for ${visitor.instance.client.clientId}`,
      `kept ${refreshToken}`,
      "user knowledge.integration",
    ]);
  });

  test("remembers whom the page gave its refresh token to", async () => {
    const { profiles, events } = keepInMemory();
    const visitor = await visitPage({ profiles });
    await visitor.logIn();
    await visitor.post("/tokens/value", { value: "accessToken" });
    await visitor.post("/tokens/show", { value: "clientSecret" });
    expect(events).not.toContainEqual(expect.stringContaining("handed"));
    await visitor.post("/tokens/value", { value: "refreshToken" });
    await visitor.post("/tokens/show", { value: "refreshToken" });
    await visitor.post("/tokens/download", { format: "json" });
    expect(events.slice(-3)).toEqual([
      "handed to connector's form",
      "handed to connector's form",
      "handed to credential file",
    ]);
  });

  test("with the refresh token of the earlier one leaves the connector's form valid", async () => {
    const earlier = { hasSameToken: true, holders: ["knowledge-hub"], userName: "knowledge.integration" };
    const visitor = await visitPage(keepInMemory(earlier));
    await visitor.logIn();
    const html = await visitor.read("/tokens");
    expect(html).toContain("<b>The same refresh token, with a new date</b>");
    expect(html).not.toContain("Somebody else");
  });

  test("with another one says who has to be told, and that somebody else clicked Allow", async () => {
    const earlier = { hasSameToken: false, holders: ["appflow", "splunk"], userName: "admin" };
    const visitor = await visitPage(keepInMemory(earlier));
    await visitor.logIn();
    const html = await visitor.read("/tokens");
    expect(html).toContain("<b>A new refresh token</b>");
    expect(html).toContain("appflow and splunk still have the earlier one");
    expect(html).toContain("<b>Somebody else clicked Allow</b>: admin before, knowledge.integration now.");
  });

  test("that takes the place of another user's says where the earlier tokens are", async () => {
    const earlier = { hasSameToken: false, holders: ["splunk"], userName: "admin" };
    const visitor = await visitPage(keepInMemory(earlier, "dev1"));
    await visitor.logIn();
    const html = await visitor.read("/tokens");
    expect(html).toContain("The tokens of admin are the login dev1.");
    expect(html).not.toContain("update your connector");
  });

  test("that cannot be kept is one all the same, and the page says why", async () => {
    const profiles = knownLogins([], { prepare: async () => "There is no keychain here." });
    const visitor = await visitPage({ profiles });
    expect((await visitor.logIn()).headers.get("location")).toBe("/tokens");
    expect(await visitor.read("/tokens")).toContain("There is no keychain here.");
  });

  test.each([
    ["an error of ours", storeError, "This login is not kept as a profile. STORE_UNUSABLE"],
    ["a mistake", new Error("with something secret"), "This login is not kept as a profile.<"],
  ])("has its tokens on the page when keeping it fails with %s", async (_, error, words) => {
    const profiles = knownLogins([], { prepare: async () => ({ keep: () => Promise.reject(error) }) });
    const visitor = await visitPage({ profiles });
    await visitor.logIn();
    const html = await visitor.read("/tokens");
    expect(html).toContain(words);
    expect(html).not.toContain("something secret");
  });

  test("that has to be kept and cannot be does not begin, and what there is stays", async () => {
    let isUsable = true;
    const { profiles } = keepInMemory();
    const prepare: PageProfiles["prepare"] = (settings) =>
      isUsable ? profiles.prepare(settings) : Promise.reject(storeError);
    const visitor = await visitPage({ profiles: { ...profiles, prepare } });
    await visitor.logIn();
    isUsable = false;
    const answer = await visitor.begin();
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain("STORE_UNUSABLE");
    expect((await visitor.get("/tokens")).status).toBe(200);
  });

  test("to a practice instance is never kept", async () => {
    const { profiles, events } = keepInMemory();
    const visitor = await visitPage({
      profiles,
      practice: async () => ({ settings: valuesOf(visitor.instance), close: async () => undefined }),
    });
    await visitor.post("/practice");
    await visitor.post("/redirect", { redirect: await visitor.consent() });
    expect((await visitor.get("/tokens")).status).toBe(200);
    expect(events).toEqual([]);
  });
});
