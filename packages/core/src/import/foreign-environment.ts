import { configInvalid } from "../settings/config-invalid.ts";
import type { PasswordLogin } from "../token-endpoint/password.ts";
import {
  checkFound,
  type FoundValue,
  type ImportedField,
  type ImportedLogin,
  type ImportedValues,
} from "./imported-login.ts";

/** Variables by name, as `process.env` is. */
export type ForeignEnvironment = Readonly<Record<string, string | undefined>>;

/** @servicenow/sdk-cli 4.12.1, src/auth: a bearer token, or client credentials in continuous integration. */
const nowSdk: Variables = {
  SN_SDK_INSTANCE_URL: "instanceUrl",
  SN_SDK_OAUTH_CLIENT_ID: "clientId",
  SN_SDK_OAUTH_CLIENT_SECRET: "clientSecret",
  SN_SDK_SESSION_BEARER_TOKEN: "accessToken",
};

/** ansible-collections/servicenow.itsm, plugins/module_utils/arguments.py. */
const ansible: Variables = {
  SN_HOST: "instanceUrl",
  SN_CLIENT_ID: "clientId",
  SN_CLIENT_SECRET: "clientSecret",
  SN_REFRESH_TOKEN: "refreshToken",
  SN_ACCESS_TOKEN: "accessToken",
};

type Variables = Readonly<Record<string, ImportedField>>;

/**
 * The logins that the environment of the ServiceNow SDK (`SN_SDK_…`) and of Ansible's servicenow.itsm (`SN_…`) hold;
 * none where no variable of theirs is set.
 *
 * Passwords are taken for Ansible's grant `password` alone. Throws CONFIG_INVALID with the names of variables that are
 * wrong, or that bring no token.
 */
export function readForeignEnvironment(environment: ForeignEnvironment): ImportedLogin[] {
  const logins = [readNowSdk(environment), readAnsible(environment)];
  return logins.filter((login) => login !== undefined);
}

function readNowSdk(environment: ForeignEnvironment): ImportedLogin | undefined {
  const found = findVariables(environment, nowSdk);
  if (found.length === 0) return undefined;
  const values = checkFound(found);
  if (values.accessToken !== undefined) return { ...values, from: "now-sdk", grant: "import" };
  return { ...values, from: "now-sdk", ...clientCredentials(values, "SN_SDK_SESSION_BEARER_TOKEN") };
}

function readAnsible(environment: ForeignEnvironment): ImportedLogin | undefined {
  const found = findVariables(environment, ansible);
  if (found.length === 0) return undefined;
  const values = checkFound(found);
  const from = "ansible";
  const grantType = environment["SN_GRANT_TYPE"];
  if (grantType === "password")
    return { ...values, from, grant: "password", passwordLogin: readPassword(environment) };
  const hasTokens = values.refreshToken !== undefined || values.accessToken !== undefined;
  if (hasTokens && grantType !== "client_credentials") return { ...values, from, grant: "import" };
  return { ...values, from, ...clientCredentials(values, "SN_REFRESH_TOKEN") };
}

function findVariables(environment: ForeignEnvironment, variables: Variables): FoundValue[] {
  return Object.entries(variables).flatMap(([label, field]) => {
    const value = environment[label];
    return value ? [{ field, value, label }] : [];
  });
}

/** Without tokens a client and its secret will do. */
function clientCredentials({ clientId, clientSecret }: ImportedValues, tokenVariable: string) {
  if (clientId === undefined || clientSecret === undefined) throw missing(tokenVariable);
  return { grant: "client-credentials" } as const;
}

function readPassword({ SN_USERNAME: userName, SN_PASSWORD: password }: ForeignEnvironment): PasswordLogin {
  if (!userName) throw missing("SN_USERNAME");
  if (!password) throw missing("SN_PASSWORD");
  return { userName, password };
}

const missing = (setting: string) =>
  configInvalid([{ setting, kind: "invalid", message: "must be given in the environment" }]);
