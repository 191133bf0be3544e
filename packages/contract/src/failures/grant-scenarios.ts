import { generateKeyPairSync } from "node:crypto";
import { requestWithClientCredentials, requestWithJwtBearer, requestWithPassword } from "@nowtoken/core";
import type { PracticeOptions } from "@nowtoken/simulator";
import { setPractice, settingsOf } from "./practice-login.ts";
import { errorOf, type FailureScenario } from "./scenario.ts";

type Behaviour = NonNullable<PracticeOptions["behaviour"]>;

const pem = { type: "spki", format: "pem" } as const;
const keys = [1, 2].map(() => generateKeyPairSync("ec", { namedCurve: "P-256" }));
const [registered, another] = keys.map(({ publicKey, privateKey }) => ({
  publicKey: String(publicKey.export(pem)),
  privateKey: String(privateKey.export({ type: "pkcs8", format: "pem" })),
}));

function clientCredentials(behaviour: Behaviour) {
  const { instance, effects } = setPractice({ behaviour });
  return errorOf(requestWithClientCredentials(settingsOf(instance), effects));
}

function password(behaviour: Behaviour, given: string) {
  const { instance, effects } = setPractice({ behaviour });
  const login = { userName: instance.user.userName, password: given };
  return errorOf(requestWithPassword(settingsOf(instance), login, effects));
}

function assertion(behaviour: Behaviour, { subject, key }: { subject?: string; key?: string }) {
  const verifiers = [{ keyId: "practice", publicKey: registered?.publicKey ?? "" }];
  const jwtBearer = { userField: "user_name", checksReplay: true, verifiers } as const;
  const { instance, effects } = setPractice({
    behaviour,
    clients: [{ jwtBearer: { ...jwtBearer, verifiers } }],
  });
  const jwt = {
    subject: subject ?? instance.user.userName,
    key: { privateKey: key ?? registered?.privateKey ?? "" },
    keyId: "practice",
  };
  return errorOf(requestWithJwtBearer(settingsOf(instance), jwt, effects));
}

const named = { errors: "modern" } as const;

/** The grants that need nobody, refused. */
export const grantScenarios: readonly FailureScenario[] = [
  {
    failure: "the property for client credentials was never made",
    cause: "client-credentials-off",
    happen: () => clientCredentials({}),
  },
  {
    failure: "it was never made, and the instance says unsupported_grant_type",
    cause: "client-credentials-off",
    happen: () => clientCredentials(named),
  },
  {
    failure: "the record names no OAuth Application User",
    cause: "application-user-missing",
    happen: () => clientCredentials({ clientCredentials: "enabled" }),
  },
  {
    failure: "a user's password is wrong",
    cause: "user-password-wrong",
    happen: () => password({}, "not the password"),
  },
  {
    failure: "a user's password is wrong, and the instance says invalid_grant",
    cause: "user-password-wrong",
    happen: () => password(named, "not the password"),
  },
  {
    failure: "the password grant is switched off",
    cause: "password-grant-off",
    happen: () => password({ passwordGrant: "disabled" }, "Practice-only-1"),
  },
  {
    failure: "an assertion is signed with another key",
    cause: "assertion-refused",
    happen: () => assertion({}, { key: another?.privateKey ?? "" }),
  },
  {
    failure: "an assertion is about nobody, and the instance says invalid_grant",
    cause: "assertion-refused",
    happen: () => assertion(named, { subject: "nobody" }),
  },
];
