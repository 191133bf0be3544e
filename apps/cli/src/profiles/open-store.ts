import { createProfileStore, describeFileWarning, type ProfileStore } from "@nowtoken/core";
import { type Environment, stateFolderOf } from "../environment.ts";

export interface StoreSurroundings {
  readonly environment: Environment;
  /** Whether there is a person who can answer the keychain's prompt. */
  readonly interactive: boolean;
  /** One request's deadline, in seconds: 30 where nothing else is known. */
  readonly timeoutSeconds?: number | undefined;
}

const keychainWait = "Waiting for the keychain: it may be asking for your password in a window of its own.";

/** The profiles of this user. Another process may hold one for two requests and the pauses between: so long is waited. */
export function openStore({
  environment,
  interactive,
  timeoutSeconds = 30,
}: StoreSurroundings): ProfileStore {
  let opened: ProfileStore | undefined;
  let told = false;
  const open = () =>
    createProfileStore({
      stateFolder: stateFolderOf(environment),
      environment: environment.variables,
      interactive,
      onKeychainWait: async () => {
        if (told) return;
        told = true;
        const { styleFor } = await import("../terminal/style.ts");
        process.stderr.write(`${styleFor(process.stderr).wrap(keychainWait)}\n`);
      },
      onWarning: async (warning) => {
        const { printWarnings } = await import("../warnings.ts");
        printWarnings([describeFileWarning(warning)]);
      },
      lockWaitMs: (2 * timeoutSeconds + 5) * 1000,
    });
  // Whoever keeps nothing spares the time to load it.
  return new Proxy({} as ProfileStore, {
    get(_, name) {
      opened ??= open();
      return Reflect.get(opened, name);
    },
  });
}
