import type { PracticeInstance, PracticeOptions } from "@nowtoken/simulator";
import { logInAsProgram, setPractice } from "./practice-login.ts";
import type { FailureScenario } from "./scenario.ts";

/** What another program sends, and how its user shows what came back. */
interface OtherProgram {
  readonly behaviour?: PracticeOptions["behaviour"];
  readonly failure: string;
  readonly cause: string;
  readonly unclear?: string;
  readonly isTold?: true;
  readonly send: (instance: PracticeInstance, parameters: URLSearchParams) => Promise<Response>;
  readonly show: (status: number, body: string) => string;
}

/** The parameters of a refresh, which fails for another reason before it is looked at. */
function parametersOf({ client }: PracticeInstance): URLSearchParams {
  return new URLSearchParams({
    grant_type: "refresh_token",
    client_id: client.clientId,
    client_secret: client.clientSecret ?? "",
    refresh_token: "0".repeat(86),
  });
}

const program = ({ send, show, behaviour = {}, ...scenario }: OtherProgram): FailureScenario => ({
  ...scenario,
  async happen() {
    const { instance } = setPractice({ behaviour });
    const answer = await send(instance, parametersOf(instance));
    return show(answer.status, await answer.text());
  },
});

const token = "/oauth_token.do";
const form = "application/x-www-form-urlencoded";

/** What other programs get wrong, as their users paste it. */
export const otherProgramScenarios: readonly FailureScenario[] = [
  program({
    failure: "a program posts JSON, and its author says that Postman works",
    isTold: true,
    cause: "body-not-form",
    send: ({ request }, parameters) =>
      request(token, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(Object.fromEntries(parameters)),
      }),
    show: (status, body) => `It works in Postman, but my code gets ${status}: ${body}`,
  }),
  program({
    failure: "a program posts JSON, and its author tells of Postman alone",
    isTold: true,
    cause: "body-not-form",
    send: ({ request }, parameters) =>
      request(token, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(Object.fromEntries(parameters)),
      }),
    show: (status) => `The same values work in Postman. From our code: HTTP ${status}.`,
  }),
  program({
    failure: "a program puts the parameters into the URL, and the instance says invalid_request",
    cause: "parameters-in-url",
    behaviour: { errors: "modern" },
    send: ({ request }, parameters) =>
      request(`${token}?${parameters}`, { method: "POST", headers: { "content-type": form } }),
    show: (status, body) => `${status} ${body}`,
  }),
  program({
    failure: "a program misspells grant_type, and the instance says unsupported_grant_type",
    cause: "grant-type-wrong",
    behaviour: { errors: "modern" },
    send: ({ request }, parameters) => {
      parameters.set("grant_type", "refresh_token ");
      return request(token, { method: "POST", body: parameters });
    },
    show: (status, body) => `${status} ${body}`,
  }),
  program({
    failure: "a program exchanges a code twice, and shows the status alone",
    isTold: true,
    cause: "code-spent",
    async send(instance) {
      const { redirect, redeem } = await logInAsProgram(instance);
      const code = redirect.searchParams.get("code") ?? "";
      if (!(await redeem(code)).ok) throw new Error("expected the first exchange to succeed");
      return redeem(code);
    },
    show: (status) => `HTTPError: ${status} for POST https://dev12345.service-now.com${token}`,
  }),
  program({
    failure: "a program sends the password of a user who signs in with a company's single sign-on",
    isTold: true,
    cause: "user-cannot-sign-in",
    send(instance, parameters) {
      // Such a user has none on the instance.
      instance.user.password = "";
      parameters.set("grant_type", "password");
      parameters.set("username", instance.user.userName);
      parameters.set("password", "the company's");
      return instance.request(token, { method: "POST", body: parameters });
    },
    show: (status, body) => `The password grant fails since our users have SSO: ${status} ${body}`,
  }),
  program({
    failure: "a program sends a user's password, and the user is locked out",
    isTold: true,
    cause: "user-cannot-sign-in",
    send: (instance, parameters) => {
      instance.user.lockedOut = true;
      parameters.set("grant_type", "password");
      parameters.set("username", instance.user.userName);
      parameters.set("password", instance.user.password);
      return instance.request(token, { method: "POST", body: parameters });
    },
    show: (status) =>
      `The password is right, it works in the browser, and still there is no OAuth token: ${status}.`,
  }),
  program({
    failure: "a Python script posts JSON",
    isTold: true,
    cause: "body-not-form",
    send: ({ request }, parameters) =>
      request(token, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(Object.fromEntries(parameters)),
      }),
    show: (_, body) =>
      `>>> requests.post(token_url, data=json.dumps(payload)).json()\n${body.replaceAll('"', "'")}`,
  }),
  program({
    failure: "a program puts the parameters into the URL",
    isTold: true,
    cause: "parameters-in-url",
    send: ({ request }, parameters) =>
      request(`${token}?${parameters}`, { method: "POST", headers: { "content-type": form } }),
    show: (status, body) =>
      `POST https://dev12345.service-now.com/oauth_token.do?grant_type=refresh_token&client_id=… ${status}\n${body}`,
  }),
  program({
    failure: "a program sends a GET",
    isTold: true,
    cause: "not-posted",
    send: ({ request }) => request(token),
    show: (status, body) => `> GET /oauth_token.do HTTP/1.1\n< HTTP/1.1 ${status}\n${body}`,
  }),
  program({
    failure: "a program misspells grant_type",
    isTold: true,
    cause: "grant-type-wrong",
    send: ({ request }, parameters) => {
      parameters.set("grant_type", "code");
      return request(token, { method: "POST", body: parameters });
    },
    show: (status, body) => `curl -d grant_type=code -d code=… → ${status} ${body}`,
  }),
  program({
    failure: "a program asks /oauth_redirect.do for tokens",
    isTold: true,
    cause: "endpoint-mixed-up",
    send: ({ request }) => request("/oauth_redirect.do"),
    show: (_, body) => `Have I to call oauth_redirect.do or oauth_token.do? The first one says ${body}`,
  }),
  program({
    failure: "a refresh token of another instance is pasted into a script",
    isTold: true,
    cause: "refresh-of-other",
    unclear: "one that has died is likelier, and is refused in the same words",
    send: ({ request }, parameters) => request(token, { method: "POST", body: parameters }),
    show: (status, body) => `grant_type=refresh_token ${status} ${body}`,
  }),
];
