import { randomBytes } from "node:crypto";
import {
  buildAuthorizationRequest,
  findPendingLogin,
  generateLoginSecrets,
  readRedirectState,
  savePendingLogin,
} from "@nowtoken/core";
import {
  authorise,
  type FailingLogin,
  failLogin,
  setPractice,
  settingsOf,
  withParameter,
} from "./practice-login.ts";
import { inFolder } from "./profile.ts";
import { errorOf, type FailureScenario } from "./scenario.ts";

const paste = (failure: string, cause: string, login: FailingLogin): FailureScenario => ({
  failure,
  cause,
  happen: () => failLogin(login),
});

/** A login that `url` began and `exchange` looks for. */
const pending = (
  failure: string,
  cause: string,
  after: { readonly seconds?: number; readonly used?: true; readonly elsewhere?: true },
): FailureScenario => ({
  failure,
  cause,
  happen: () =>
    inFolder(async (folder) => {
      const { instance, effects, clock } = setPractice();
      const settings = settingsOf(instance);
      const request = buildAuthorizationRequest(settings, generateLoginSecrets());
      await savePendingLogin(folder, { settings, request, now: effects.now() });
      const state = readRedirectState(await authorise(request.url, instance));
      clock.seconds += after.seconds ?? 0;
      if (after.used) await (await findPendingLogin(folder, state, effects.now())).use();
      const place = after.elsewhere ? `${folder}/elsewhere` : folder;
      return errorOf(findPendingLogin(place, state, effects.now()));
    }),
});

/** What is pasted, or what the browser brings, is not the answer. */
export const pasteScenarios: readonly FailureScenario[] = [
  paste("somebody clicks Deny", "person-denied", { decision: "deny" }),
  paste("the instance sends the browser back with invalid_scope", "scope-missing", {
    paste: (url) => withParameter(withParameter(url, "code", undefined), "error", "invalid_scope"),
  }),
  paste("nothing is pasted", "wrong-thing-copied", { paste: () => "" }),
  paste("a sentence is pasted", "wrong-thing-copied", { paste: () => "the page says: redirect failed?" }),
  paste("an address without a code is pasted", "wrong-thing-copied", {
    paste: (url) => withParameter(url, "code", undefined),
  }),
  paste("our own link is pasted back", "link-copied", { paste: (_, url) => url }),
  paste("the code alone is pasted", "code-alone", {
    paste: (url) => new URL(url).searchParams.get("code") ?? "",
  }),
  paste("an address with two codes is pasted", "address-tampered", { paste: (url) => `${url}&code=another` }),
  paste("an address with a code and an error is pasted", "address-tampered", {
    paste: (url) => `${url}&error=x`,
  }),
  paste("a chat encoded the address once more", "encoded-twice", {
    paste: (url) => withParameter(url, "code", "a%2Fb"),
  }),
  paste("the record lists another address of the instance alone", "first-redirect-used", {
    client: { redirectUris: ["https://dev12345.service-now.com/sdk-oauth.do"] },
    behaviour: { redirectFallback: "first" },
  }),
  paste("the record lists somebody else's address alone", "foreign-address", {
    client: { redirectUris: ["https://connector.example/callback"] },
    behaviour: { redirectFallback: "first" },
  }),
  paste("a tab of another instance is pasted", "other-host", {
    paste: (url) =>
      withParameter(url.replace("dev12345", "dev99999"), "state", randomBytes(32).toString("hex")),
  }),
  paste("the address names another issuer", "other-issuer", {
    paste: (url) => withParameter(url, "iss", "https://other.example"),
  }),
  paste("an older tab is pasted", "other-attempt", {
    paste: (url) => withParameter(url, "state", randomBytes(32).toString("hex")),
  }),
  paste("an address without its state is pasted", "wrong-thing-copied", {
    paste: (url) => withParameter(url, "state", undefined),
  }),
  pending("a redirect is used twice", "login-used", { used: true }),
  pending("a redirect comes after eleven minutes", "login-expired", { seconds: 660 }),
  pending("a login was begun in another state folder", "login-unknown", { elsewhere: true }),
];
