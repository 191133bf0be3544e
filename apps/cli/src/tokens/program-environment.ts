import type { AccessToken } from "@nowtoken/core";
import { configInvalid } from "../failures/config-invalid.ts";

/** Secrets of ours, files that hold them, and what we set ourselves: what the program gets is the access token. */
const oursAlone = /^NOWTOKEN_(?:\w*(?:SECRET|KEY|PASSWORD|TOKEN)\w*|DISABLE_THEME)$/iu;

const defaultName = "SERVICENOW_ACCESS_TOKEN";

/** What a program that takes its token from a known variable calls the instance's address, or its host. */
const companions: Readonly<Record<string, (instance: URL) => readonly [string, string]>> = {
  [defaultName]: ({ origin }) => ["SERVICENOW_INSTANCE_URL", origin],
  // The vendor's SDK, and Ansible's servicenow.itsm.
  SN_SDK_SESSION_BEARER_TOKEN: ({ origin }) => ["SN_SDK_INSTANCE_URL", origin],
  SN_ACCESS_TOKEN: ({ origin }) => ["SN_HOST", origin],
};

/** The environment of a program that is to use the token: without our secrets, with the token under its names. */
export function programEnvironment(
  environment: NodeJS.ProcessEnv,
  { accessToken, instanceUrl }: Pick<AccessToken, "accessToken" | "instanceUrl">,
  names: readonly string[] = [defaultName],
): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !oursAlone.test(name));
  const instance = new URL(instanceUrl);
  const added = names.flatMap((name) => {
    const companion = companions[name]?.(instance);
    return [[name, accessToken], ...(companion === undefined ? [] : [companion])];
  });
  return Object.fromEntries([...kept, ...added]);
}

/** Throws CONFIG_INVALID for what no shell could name. */
export function checkVariableName(name: string): string {
  if (/^[a-z_]\w*$/iu.test(name)) return name;
  throw configInvalid("--as must be the name of an environment variable");
}
