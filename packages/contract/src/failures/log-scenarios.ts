import {
  buildAuthorizationRequest,
  completeLogin,
  generateLoginSecrets,
  refreshAccessToken,
} from "@nowtoken/core";
import type { PracticeOptions } from "@nowtoken/simulator";
import { authorise, openTables, setPractice, settingsOf } from "./practice-login.ts";
import { inFolder, keepLogin, openStore } from "./profile.ts";
import { errorOf, type FailureScenario } from "./scenario.ts";

type Practice = ReturnType<typeof setPractice>;

/** A refusal, and the line about it that an administrator copies from the instance's system log. */
const line = (
  failure: string,
  cause: string,
  fail: (practice: Practice) => Promise<unknown>,
  options: PracticeOptions = {},
): FailureScenario => ({
  failure: `the system log's line is shown: ${failure}`,
  cause,
  async happen() {
    const practice = setPractice(options);
    await errorOf(fail(practice));
    const rows = await openTables(practice).find("syslog", {
      query: "messageLIKEtoken flow",
      fields: ["message"],
    });
    return rows.map(({ message }) => message).join("\n");
  },
});

/** What the instance's own log says of a refusal. */
export const logScenarios: readonly FailureScenario[] = [
  line("a wrong secret", "secret-wrong", ({ instance, effects }) =>
    refreshAccessToken(settingsOf(instance, { clientSecret: "another" }), "0".repeat(86), effects),
  ),
  line(
    "a scope that is not attached",
    "scope-missing",
    async ({ instance, effects }) => {
      const settings = settingsOf(instance, { scopes: ["openid"] });
      const request = buildAuthorizationRequest(settings, generateLoginSecrets());
      const redirect = await authorise(request.url, instance);
      return completeLogin({ settings, request, redirect }, effects);
    },
    { clients: [{ scopes: ["useraccount"], authScopes: [] }] },
  ),
  line("a refresh token of a login a hundred days ago", "refresh-expired", (practice) =>
    inFolder(async (folder) => {
      const { instance, effects, clock } = practice;
      const { refreshToken = "" } = await keepLogin(openStore(folder), practice);
      clock.seconds += 101 * 86_400;
      return refreshAccessToken(settingsOf(instance), refreshToken, effects);
    }),
  ),
];
