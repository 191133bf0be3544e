import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTokenSource, type ProfileStore, savePendingLogin } from "@nowtoken/core";
import { setPractice, settingsOf } from "./practice-login.ts";
import { inFolder, keepLogin, openStore } from "./profile.ts";
import { errorOf, type FailureScenario, type Shown } from "./scenario.ts";

type Practice = ReturnType<typeof setPractice>;

interface Kept extends Practice {
  readonly folder: string;
  readonly store: ProfileStore;
}

/** A login that was kept, and what becomes of it. */
const kept = (
  failure: string,
  cause: string,
  work: (kept: Kept) => Promise<Shown>,
  options: Parameters<typeof setPractice>[0] = {},
): FailureScenario => ({
  failure,
  cause,
  happen: () =>
    inFolder(async (folder) => {
      const practice = setPractice(options);
      const store = openStore(folder);
      await keepLogin(store, practice);
      return work({ ...practice, folder, store });
    }),
});

/** Changes the profile's file as an editor does. */
async function edit({ folder }: Kept, change: (text: string) => string): Promise<void> {
  const profiles = join(folder, "profiles");
  const [name = ""] = (await readdir(profiles)).filter((file) => file.endsWith(".json"));
  const path = join(profiles, name);
  await writeFile(path, change(await readFile(path, "utf8")));
}

const tokenOf = ({ store, effects }: Kept, wish: object = {}) =>
  errorOf(createTokenSource({ profile: "default", store, effects }).getAccessToken(wish));

/** The store of profiles, its lock, and logins that are needed. */
export const storeScenarios: readonly FailureScenario[] = [
  {
    failure: "the state folder is a file",
    cause: "state-folder-unusable",
    happen: () =>
      inFolder(async (folder) => {
        const { instance, effects } = setPractice();
        const path = join(folder, "state");
        await writeFile(path, "");
        const request = {
          url: "",
          instanceUrl: instance.origin,
          redirectUri: `${instance.origin}/oauth_redirect.do`,
          secrets: { state: "0".repeat(64), codeVerifier: "0".repeat(43) },
        };
        return errorOf(
          savePendingLogin(path, { settings: settingsOf(instance), request, now: effects.now() }),
        );
      }),
  },
  kept("a profile was edited into nonsense", "profile-damaged", async (login) => {
    await edit(login, (text) => text.slice(0, 40));
    return errorOf(login.store.open("default"));
  }),
  kept("nobody knows which profile is chosen", "choice-damaged", async ({ folder, store }) => {
    await writeFile(join(folder, "store.json"), "{");
    return errorOf((async () => store.currentName())());
  }),
  kept("a profile is of a later version", "profile-newer", async (login) => {
    await edit(login, (text) => text.replace(/"version": *1/u, '"version": 99'));
    return errorOf(login.store.open("default"));
  }),
  kept("a profile was pointed to another instance", "profile-edited", async (login) => {
    await edit(login, (text) => text.replace("dev12345", "dev99999"));
    return errorOf(login.store.open("default"));
  }),
  kept("the key is another one", "key-other", ({ folder }) =>
    errorOf(openStore(folder, "22".repeat(32)).open("default")),
  ),
  kept("the key is gone", "key-missing", ({ folder }) => errorOf(openStore(folder, "").open("default"))),
  kept("the key is no key", "key-invalid", ({ folder }) =>
    errorOf(openStore(folder, "hunter2").open("default")),
  ),
  kept("another process holds the profile", "store-held", ({ folder, store }) =>
    store.hold("default", () => errorOf(openStore(folder).hold("default", async () => undefined))),
  ),
  kept("a profile's tokens were taken out", "no-tokens", async (login) => {
    const { store } = login;
    await store.hold("default", async (held) => {
      const { profile, secrets } = (await held.open()) ?? {};
      if (profile === undefined) throw new Error("expected a profile");
      const writer = await held.prepare();
      const { settings, handedOver } = profile;
      await writer.write({
        settings,
        handedOver,
        login: undefined,
        secrets: { ...secrets, accessToken: undefined },
      });
    });
    return tokenOf(login);
  }),
  kept("there is no such profile", "no-profile", ({ store, effects }) =>
    errorOf(createTokenSource({ profile: "test", store, effects }).getAccessToken()),
  ),
  kept(
    "the access token has died, and there is no refresh token",
    "access-died-alone",
    (login) => {
      login.clock.seconds += 7200;
      return tokenOf(login);
    },
    { behaviour: { refreshTokens: "never" } },
  ),
  kept("the access token has died, and none may be asked for", "refresh-not-allowed", (login) => {
    login.clock.seconds += 7200;
    return tokenOf(login, { refresh: "never" });
  }),
  kept("the answer to a refresh was lost, and the token with it", "refresh-answer-lost", async (login) => {
    const { instance, store, clock } = login;
    const effects = { ...login.effects, wait: async () => {} };
    clock.seconds += 3600;
    instance.behaviour.rotation = "rotate";
    instance.behaviour.fault = { kind: "answer-lost", times: 1 };
    return errorOf(createTokenSource({ profile: "default", store, effects }).getAccessToken());
  }),
];
