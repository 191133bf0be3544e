import type { PracticeOptions } from "@nowtoken/simulator";
import {
  administrator,
  authorise,
  logInAsProgram,
  setPractice,
  signInAs,
  urlOf,
  withParameter,
} from "./practice-login.ts";
import type { FailureScenario } from "./scenario.ts";

interface Opened {
  readonly client?: NonNullable<PracticeOptions["clients"]>[number];
  /** What is opened instead of our authorization URL. */
  readonly open?: (authorizationUrl: string) => string;
}

/** A page that the instance shows in the place of its consent page. */
const page = (
  failure: string,
  cause: string,
  { client = {}, open = (url) => url }: Opened,
): FailureScenario => ({
  failure,
  cause,
  async happen() {
    const { instance } = setPractice({ clients: [client] });
    return (await instance.request(open(urlOf(instance)))).text();
  },
});

/** A page's words alone, as a screenshot has them. */
const wordsOf = (html: string) => html.replace(/<style>.*<\/style>|<[^>]*>/gsu, " ").replace(/\s+/gu, " ");

/** What the browser shows. */
export const pageScenarios: readonly FailureScenario[] = [
  page("the record's Redirect URL is empty", "redirect-url-empty", { client: { redirectUris: [] } }),
  page("the redirect URI has a slash too many", "redirect-not-listed", {
    open: (url) => withParameter(url, "redirect_uri", "https://dev12345.service-now.com/oauth_redirect.do/"),
  }),
  page("a shell cut the address at its first &", "state-missing", {
    open: (url) => withParameter(url, "state", undefined),
  }),
  page("the record demands PKCE, and none is sent", "challenge-missing", {
    client: { pkceRequired: true },
    open: (url) => withParameter(url, "code_challenge", undefined),
  }),
  page("the client id is of another instance", "client-id-wrong", {
    open: (url) => withParameter(url, "client_id", "0123456789abcdef0123456789abcdef"),
  }),
  {
    failure: "the browser ends on /oauth_redirect.do, and its words are read off a screenshot",
    cause: "expected-failure-page",
    async happen() {
      const { instance } = setPractice();
      const redirect = await authorise(urlOf(instance), instance);
      return wordsOf(await (await instance.request(redirect)).text());
    },
  },
  {
    failure: "the consent page is answered twice",
    cause: "consent-expired",
    async happen() {
      const { instance } = setPractice();
      const headers = await signInAs(instance, instance.user);
      const consent = await (await instance.request(urlOf(instance), { headers })).text();
      const formToken = /name="sysparm_ck"[^>]*value="([^"]+)/u.exec(consent)?.[1] ?? "";
      const allow = () =>
        instance.request("/oauth_auth.do", {
          method: "POST",
          headers,
          body: new URLSearchParams({ sysparm_ck: formToken, oauth_auth_check_action: "authorize" }),
        });
      await allow();
      return wordsOf(await (await allow()).text());
    },
  },
  {
    failure: "somebody signs in with a wrong password",
    cause: "sign-in-refused",
    async happen() {
      const { instance } = setPractice();
      const signIn = { user_name: "admin", user_password: "wrong", sys_action: "sysverb_login" };
      const answer = await instance.request("/login.do", {
        method: "POST",
        body: new URLSearchParams(signIn),
      });
      return wordsOf(await answer.text());
    },
  },
  {
    failure: "the guide's menu item is looked for on a current release",
    cause: "menu-moved",
    async happen() {
      const { instance } = setPractice();
      return wordsOf(
        await (
          await instance.request("/oauth_entity.do", { headers: await signInAs(instance, administrator) })
        ).text(),
      );
    },
  },
  {
    failure: "an instance logs in elsewhere, and gets an answer without an access token",
    cause: "outbound-parameter",
    async happen() {
      const { instance: provider } = setPractice({
        behaviour: { tokenAnswer: ({ access_token: _, ...others }) => others },
      });
      const { redirect, redeem } = await logInAsProgram(provider);
      const { instance } = setPractice({ behaviour: { outboundProvider: redeem } });
      return wordsOf(await (await instance.request(`/oauth_redirect.do${redirect.search}`)).text());
    },
  },
  {
    failure: "the browser keeps no cookies",
    isTold: true,
    cause: "cookies-blocked",
    async happen() {
      const { instance } = setPractice();
      const { userName, password } = instance.user;
      const signIn = { user_name: userName, user_password: password, sys_action: "sysverb_login" };
      let seen = "";
      for (let round = 0; round < 3; round += 1) {
        await instance.request("/login.do", { method: "POST", body: new URLSearchParams(signIn) });
        seen = (await instance.request(urlOf(instance))).headers.get("location") ?? "consent";
      }
      return seen.endsWith("/login.do")
        ? "Before the consent page the login page comes again and again."
        : seen;
    },
  },
];
