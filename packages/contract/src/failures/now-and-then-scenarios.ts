import { formatCredential, requestWithClientCredentials } from "@nowtoken/core";
import { setPractice, settingsOf } from "./practice-login.ts";
import { inFolder, keepLogin, openStore } from "./profile.ts";
import type { FailureScenario } from "./scenario.ts";

const day = 86_400;

/** A login, and a refresh of its token by another program. */
function withLogin<Result>(
  behaviour: Parameters<typeof setPractice>[0],
  work: (practice: ReturnType<typeof setPractice>, refreshIt: () => Promise<string>) => Promise<Result>,
): Promise<Result> {
  return inFolder(async (folder) => {
    const practice = setPractice(behaviour);
    const { instance, effects } = practice;
    const { refreshToken = "" } = await keepLogin(openStore(folder), { instance, effects });
    const { clientId, clientSecret = "" } = instance.client;
    const body = {
      grant_type: "refresh_token",
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    };
    return work(practice, async () => {
      const answer = await instance.request("/oauth_token.do", {
        method: "POST",
        body: new URLSearchParams(body),
      });
      return `${answer.status} ${answer.ok ? "" : await answer.text()}`;
    });
  });
}

/** Tokens that worked and then did not, as the people who run an integration tell it. */
export const nowAndThenScenarios: readonly FailureScenario[] = [
  {
    failure: "two workers refresh the same token at once",
    isTold: true,
    cause: "refresh-parallel",
    happen: () =>
      withLogin(
        { behaviour: { concurrentRefreshes: "refused", refreshMilliseconds: 5 } },
        async (_, refreshIt) => {
          const answers = await Promise.all([refreshIt(), refreshIt()]);
          return `The refresh sometimes fails, with nothing changed: ${answers.join(" | ")}`;
        },
      ),
  },
  {
    failure: "the lifespan was raised after the login",
    isTold: true,
    cause: "lifespan-stamped",
    happen: () =>
      withLogin({}, async ({ instance, clock }, refreshIt) => {
        instance.client.refreshTokenLifespan = 31_536_000;
        clock.seconds += 101 * day;
        return `We raised the Refresh Token Lifespan to a year months ago. Today: ${await refreshIt()}`;
      }),
  },
  {
    failure: "an integration refreshes every ten days, and stops after a hundred",
    isTold: true,
    cause: "refresh-expired",
    happen: () =>
      withLogin({}, async ({ clock }, refreshIt) => {
        const answers: string[] = [];
        for (let days = 10; days <= 100; days += 10) {
          clock.seconds += 10 * day;
          answers.push((await refreshIt()).slice(0, 3));
        }
        return `The OAuth client refreshes all the time (${answers.join(" ")}), and stops after 100 days.`;
      }),
  },
  {
    failure: "the lifespan was raised after the login, told without the answer",
    isTold: true,
    cause: "lifespan-stamped",
    happen: () =>
      withLogin({}, async ({ instance, clock }, refreshIt) => {
        instance.client.refreshTokenLifespan = 31_536_000;
        clock.seconds += 101 * day;
        const status = (await refreshIt()).slice(0, 3);
        return `The refresh token lifespan was raised to a year. It still expires on its old date: ${status}`;
      }),
  },
  {
    failure: "workers refresh at once, told without the answer",
    isTold: true,
    cause: "refresh-parallel",
    happen: () =>
      withLogin(
        { behaviour: { concurrentRefreshes: "refused", refreshMilliseconds: 5 } },
        async (_, refreshIt) => {
          const answers = await Promise.all([refreshIt(), refreshIt()]);
          return `Our workers refresh one access token, and get a random ${answers.map((answer) => answer.slice(0, 3)).toSorted()[1]}.`;
        },
      ),
  },
  {
    failure: "production was cloned over the instance, told without the answer",
    isTold: true,
    cause: "record-changed",
    happen: () =>
      withLogin({}, async ({ instance }, refreshIt) => {
        instance.client.clientSecret = "the secret of production";
        return `${(await refreshIt()).slice(0, 3)} for the OAuth connector after the clone of the test instance`;
      }),
  },
  {
    failure: "production was cloned over the instance",
    isTold: true,
    cause: "record-changed",
    happen: () =>
      withLogin({}, async ({ instance }, refreshIt) => {
        instance.client.clientSecret = "the secret of production";
        return `Since the clone of last night the connector gets ${await refreshIt()}`;
      }),
  },
  {
    failure: "the record issues no refresh token",
    cause: "refresh-not-issued",
    happen: () =>
      inFolder(async (folder) => {
        const { instance, effects } = setPractice({ behaviour: { refreshTokens: "never" } });
        const credential = await keepLogin(openStore(folder), { instance, effects });
        return formatCredential(credential, "text", "file").replace(/(?<=: )[\w-]{86}/gu, "…");
      }),
  },
  {
    failure: "the client secret is read through the Table API",
    isTold: true,
    cause: "secret-unreadable",
    async happen() {
      const { instance } = setPractice();
      const credentials = Buffer.from("admin:Practice-only-2").toString("base64");
      const answer = await instance.request(
        "/api/now/table/oauth_entity?sysparm_fields=name,client_secret&sysparm_limit=1",
        { headers: { authorization: `Basic ${credentials}` } },
      );
      return `The client_secret comes masked from the API: ${await answer.text()}`;
    },
  },
  {
    failure: "a token of client credentials belongs to nobody, as before Washington DC",
    isTold: true,
    cause: "guest-release",
    async happen() {
      const { instance, effects } = setPractice({ behaviour: { clientCredentials: "guest" } });
      const { accessToken } = await requestWithClientCredentials(settingsOf(instance), effects);
      const answer = await instance.request("/api/now/ui/user/current_user", {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      return `The token came with grant_type=client_credentials. The first call: ${await answer.text()}`;
    },
  },
];
