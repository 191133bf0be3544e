import type { Fault } from "@nowtoken/simulator";
import { failLogin, setPractice } from "./practice-login.ts";
import type { FailureScenario } from "./scenario.ts";

/** A token endpoint at which something goes wrong. */
const fault = (failure: string, cause: string, fault: Fault): FailureScenario => ({
  failure,
  cause,
  happen: () => failLogin({ behaviour: { fault } }),
});

/** The text of an answer, as a program that expects JSON shows it. */
async function asProgramShows(fault: Fault): Promise<string> {
  const { instance } = setPractice({ behaviour: { fault } });
  const answer = await instance.request("/oauth_token.do", { method: "POST", body: new URLSearchParams() });
  const text = await answer.text();
  try {
    return JSON.stringify(JSON.parse(text));
  } catch (error) {
    return `${error}\n${text}`;
  }
}

/** Something else comes than the JSON that was asked for. */
export const answerScenarios: readonly FailureScenario[] = [
  fault("a developer instance sleeps, with status 200", "instance-asleep", { kind: "hibernating" }),
  fault("a developer instance sleeps, with status 503", "instance-asleep", {
    kind: "hibernating",
    status: 503,
  }),
  {
    failure: "a program shows the page of a sleeping instance",
    cause: "instance-asleep",
    happen: () => asProgramShows({ kind: "hibernating" }),
  },
  fault("single sign-on stands in front", "login-page-in-front", { kind: "sso-page" }),
  fault("a firewall answers with 403 and a page", "something-between", { kind: "forbidden-page" }),
  {
    failure: "a program shows the page of a firewall",
    cause: "something-between",
    happen: () => asProgramShows({ kind: "forbidden-page" }),
  },
  fault("the instance fails with status 500", "instance-in-trouble", { kind: "server-error" }),
  {
    failure: "a program shows the instance's status 500",
    cause: "instance-in-trouble",
    happen: () => asProgramShows({ kind: "server-error" }),
  },
  fault("too many requests are made", "too-many-requests", { kind: "too-many-requests" }),
  {
    failure: "a program shows the answer to too many requests",
    cause: "too-many-requests",
    happen: () => asProgramShows({ kind: "too-many-requests" }),
  },
  fault("the instance has another name now", "wrong-address", {
    kind: "redirect",
    location: "https://new-name.service-now.com/oauth_token.do",
  }),
  fault("half of the answer comes", "connection-cut", { kind: "truncated" }),
  {
    failure: "a program shows half an answer",
    cause: "connection-cut",
    happen: () => asProgramShows({ kind: "answer", body: '{"access_token":' }),
  },
  fault("sixty-four megabytes come", "not-an-instance", { kind: "answer", body: " ".repeat(70_000) }),
  fault("a list comes", "tokens-unusable", { kind: "answer", body: "[]" }),
  fault("plain words come", "something-between", { kind: "answer", body: "upstream connect error" }),
  fault("the connection is dropped after the request", "connection-closed", { kind: "answer-lost" }),
];
