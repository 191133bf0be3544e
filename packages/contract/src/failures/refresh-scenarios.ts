import { createTokenSource, type RawSettings, refreshAccessToken, saveLogin } from "@nowtoken/core";
import type { PracticeInstance, PracticeOptions } from "@nowtoken/simulator";
import { setPractice, settingsOf } from "./practice-login.ts";
import { inFolder, keepLogin, openStore } from "./profile.ts";
import { errorOf, type FailureScenario } from "./scenario.ts";

const day = 86_400;
const other = { clientId: "0123456789abcdef0123456789abcdef", clientSecret: "another-record's-secret" };

/** The life of a login up to a refresh that fails. */
interface Life {
  readonly behaviour?: PracticeOptions["behaviour"];
  readonly settings?: RawSettings;
  /** What happens after the login, and how many seconds later the refresh comes; a day when left out. */
  readonly meanwhile?: (instance: PracticeInstance, refreshToken: string) => unknown;
  readonly seconds?: number;
}

const refresh = (failure: string, cause: string, life: Life): FailureScenario => ({
  failure,
  cause,
  happen: () =>
    inFolder(async (folder) => {
      const { instance, effects, clock } = setPractice({ behaviour: life.behaviour ?? {} });
      const store = openStore(folder);
      const { refreshToken = "" } = await keepLogin(store, {
        instance,
        effects,
        others: life.settings ?? {},
      });
      clock.seconds += life.seconds ?? day;
      await life.meanwhile?.(instance, refreshToken);
      const unhurried = { ...effects, wait: async () => {} };
      const source = createTokenSource({ profile: "default", store, effects: unhurried });
      return errorOf(source.getAccessToken({ refresh: "always" }));
    }),
});

/** Tokens that were imported with a client secret that is not the record's: nothing has shown it yet. */
const imported = (failure: string, cause: string, clientSecret: string | undefined): FailureScenario => ({
  failure,
  cause,
  happen: () =>
    inFolder(async (folder) => {
      const { instance, effects } = setPractice();
      const store = openStore(folder);
      const credential = await keepLogin(store, { instance, effects });
      const settings = { ...settingsOf(instance), clientSecret };
      await saveLogin(store, {
        name: "default",
        settings,
        credential,
        grant: "import",
        receivedAt: effects.now(),
        untried: true,
      });
      const unhurried = { ...effects, wait: async () => {} };
      const source = createTokenSource({ profile: "default", store, effects: unhurried });
      return errorOf(source.getAccessToken({ refresh: "always" }));
    }),
});

/** A program of somebody else's that refreshes through the library, and keeps no date of its login. */
const undated = (failure: string, behaviour: PracticeOptions["behaviour"] = {}): FailureScenario => ({
  failure,
  cause: "refresh-expired",
  happen: () =>
    inFolder(async (folder) => {
      const { instance, effects, clock } = setPractice({ behaviour });
      const { refreshToken = "" } = await keepLogin(openStore(folder), { instance, effects });
      clock.seconds += 101 * day;
      return errorOf(refreshAccessToken(settingsOf(instance), refreshToken, effects));
    }),
});

/** Revokes as an administrator does, or as another program that logs out. */
const revoke = ({ request }: PracticeInstance, token: string) =>
  request("/oauth_revoke_token.do", { method: "POST", body: new URLSearchParams({ token }) });

const named = { errors: "modern" } as const;

/** A refresh that the instance refuses. */
export const refreshScenarios: readonly FailureScenario[] = [
  refresh("a login is a hundred days old", "refresh-expired", { seconds: 101 * day }),
  refresh("a login is older than the lifespan in the settings", "refresh-expired", {
    settings: { refreshLifespan: "60d" },
    seconds: 101 * day,
  }),
  refresh("a login is a hundred days old, and the instance says invalid_grant", "refresh-expired", {
    behaviour: named,
    seconds: 101 * day,
  }),
  undated("a program refreshes after a hundred days, without a date"),
  undated("a program refreshes after a hundred days, and the instance says invalid_grant", named),
  refresh("the refresh token was revoked on its second day", "refresh-revoked", { meanwhile: revoke }),
  refresh("it was revoked, and the instance says invalid_grant", "refresh-revoked", {
    behaviour: named,
    meanwhile: revoke,
  }),
  refresh("the record got a new secret, and the instance says invalid_client", "record-changed", {
    behaviour: named,
    meanwhile: ({ client }) => {
      client.clientSecret = "after-the-clone-0123456789";
    },
  }),
  imported("tokens were imported with another secret", "secret-wrong", "another-record's-secret"),
  imported("tokens were imported without a secret", "secret-missing", undefined),
  {
    ...refresh("the record got a new secret, and the instance hides it", "record-changed", {
      meanwhile: ({ client }) => {
        client.clientSecret = "after-the-clone-0123456789";
      },
    }),
    unclear: "the instance answers as for a refresh token that was revoked",
  },
  {
    ...refresh("the user was deactivated", "user-deactivated", {
      meanwhile: ({ user }) => {
        user.active = false;
      },
    }),
    unclear: "the instance answers as for a refresh token that was revoked",
  },
  {
    failure: "a refresh token is sent with the client of another record",
    cause: "refresh-of-other",
    happen: () =>
      inFolder(async (folder) => {
        const { instance, effects } = setPractice({ clients: [{}, other], behaviour: named });
        const { refreshToken = "" } = await keepLogin(openStore(folder), { instance, effects });
        const settings = settingsOf(instance, other);
        return errorOf(refreshAccessToken(settings, refreshToken, effects));
      }),
    unclear: "a token that has died is likelier, and is refused in the same words",
  },
];
