import { adviseOn, requestWithPassword } from "@nowtoken/core";
import { authorise, failLogin, setPractice, settingsOf, urlOf } from "./practice-login.ts";
import { errorOf, type FailureScenario } from "./scenario.ts";

/** Failures of which somebody shows a part alone. */
export const partScenarios: readonly FailureScenario[] = [
  {
    failure: "the secret is wrong, and nowtoken's own sentence is all that is shown",
    cause: "secret-wrong",
    happen: async () => adviseOn(await failLogin({ settings: { clientSecret: "another" } })).message,
  },
  {
    failure: "a user's password is wrong, and nowtoken's own sentence is all that is shown",
    cause: "user-password-wrong",
    async happen() {
      const { instance, effects } = setPractice({ behaviour: { errors: "modern" } });
      const login = { userName: instance.user.userName, password: "wrong" };
      return adviseOn(await errorOf(requestWithPassword(settingsOf(instance), login, effects))).message;
    },
  },
  {
    failure: "somebody clicks Deny, and the address's error is all that is shown",
    cause: "person-denied",
    async happen() {
      const { instance } = setPractice();
      const redirect = new URL(await authorise(urlOf(instance), instance, "deny"));
      return `error=${redirect.searchParams.get("error")}`;
    },
  },
];
