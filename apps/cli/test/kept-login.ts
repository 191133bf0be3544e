import { changeProfile } from "@nowtoken/core";
import type { PracticeOptions, PracticeServer } from "@nowtoken/simulator";
import { runCommand } from "./fixtures/run-command.ts";
import { allow, type Home, keepingEnvironment, makeHome, makeInstance } from "./home.ts";
import { openStore } from "./profiles.ts";

/** A login that is kept, and what a command finds in its environment then. */
export interface KeptLogin {
  readonly server: PracticeServer;
  readonly home: Home;
  /** Where the profile is, and the key to it; nothing of the login itself. */
  readonly environment: NodeJS.ProcessEnv;
  /** The tokens, as the credential file has them. */
  readonly secrets: readonly string[];
}

export interface LoginOptions {
  readonly instance?: PracticeOptions;
  readonly profile?: string;
  /**
   * Whether the tokens go to the credential file, as those of most logins do; `secrets` is empty then. Without it nobody
   * but the profile and the test has them.
   */
  readonly writesFile?: boolean;
  /** A home that holds other logins already. */
  readonly home?: Home;
}

/** Logs in at a practice instance, and keeps the login as a profile. */
export async function makeLogin(options: LoginOptions = {}): Promise<KeptLogin> {
  const { server, settings } = await makeInstance(options.instance);
  const home = options.home ?? (await makeHome());
  const environment = keepingEnvironment(home);
  const profile = options.profile === undefined ? {} : { NOWTOKEN_PROFILE: options.profile };
  const standardOutput = options.writesFile ? {} : { NOWTOKEN_OUT: "-" };
  const given = { environment: { ...environment, ...settings, ...profile, ...standardOutput } };
  const { stdout } = await runCommand(["url"], given);
  const exchange = await runCommand(["exchange", "--no-verify"], {
    ...given,
    input: await allow(server, stdout),
  });
  if (exchange.exitCode !== 0) throw new Error(`expected a login, and got ${exchange.stderr}`);
  if (options.writesFile) return { server, home, environment, secrets: [] };
  await changeProfile(openStore(environment), options.profile ?? "default", () => ({ handedOver: [] }));
  const secrets = exchange.stdout
    .trim()
    .split("\n")
    .map((line) => line.replace(/^.*: /u, ""));
  return { server, home, environment, secrets };
}
