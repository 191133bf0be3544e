import { type RawSettings, settingNames, stateFolder } from "@nowtoken/core";

/** What the command line takes from its environment; the only file that reads it. */
export interface Environment {
  readonly settings: RawSettings;
  readonly settingsFile: string | undefined;
  readonly clientSecretFile: string | undefined;
  /** For child programs, proxies and folders; secrets of ours are taken out where a child gets it. */
  readonly variables: NodeJS.ProcessEnv;
}

export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const given = settingNames
    .map(({ key, environment }) => [key, variables[environment]] as const)
    .filter(([, value]) => value !== undefined && value !== "");
  return {
    settings: Object.fromEntries(given),
    settingsFile: variables["NOWTOKEN_CONFIG"] || undefined,
    clientSecretFile: variables["NOWTOKEN_CLIENT_SECRET_FILE"] || undefined,
    variables,
  };
}

/** Where pending logins and rescued tokens are kept. */
export function stateFolderOf({ variables }: Environment): string {
  return stateFolder({ platform: process.platform, environment: variables });
}
