import { join } from "node:path";
import type { PracticeServer } from "@nowtoken/simulator";

/** The environment of a login against a practice instance: none of the person's own settings, and nothing outside the folder. */
export function demoEnvironment(
  { origin, instance }: PracticeServer,
  folder: string,
  variables: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const foreign = Object.entries(variables).filter(([name]) => !name.startsWith("NOWTOKEN_"));
  return {
    ...Object.fromEntries(foreign),
    NOWTOKEN_INSTANCE_URL: origin,
    NOWTOKEN_CLIENT_ID: instance.client.clientId,
    NOWTOKEN_CLIENT_SECRET: instance.client.clientSecret,
    NOWTOKEN_OUT: join(folder, "servicenow_credentials.txt"),
    NOWTOKEN_STATE_DIR: join(folder, "state"),
    NOWTOKEN_STORE: "none",
  };
}
