import { type AnyAuthError, isAuthError, readSettingsFile, type SettingsLayer } from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { readClientSecret } from "../settings/client-secret.ts";
import { fromEnvironment, fromFlags, type SettingsFlags } from "../settings/gather-settings.ts";

/** What somebody gave, and what of it could not be read. */
export interface ReadLayers {
  readonly layers: readonly SettingsLayer[];
  readonly unreadable: readonly AnyAuthError[];
}

interface Sources {
  readonly flags: SettingsFlags;
  readonly instance: string | undefined;
  readonly environment: Environment;
}

/** The settings of flags, environment and settings file; a file that cannot be read stops nothing. */
export async function readLayers({ flags, instance, environment }: Sources): Promise<ReadLayers> {
  const unreadable: AnyAuthError[] = [];
  const orNote = async <Value>(read: () => Promise<Value> | Value): Promise<Value | undefined> => {
    try {
      return await read();
    } catch (error) {
      if (!isAuthError(error)) throw error;
      unreadable.push(error);
      return undefined;
    }
  };
  const path = flags.config ?? environment.settingsFile;
  const file = path === undefined ? undefined : await orNote(() => readSettingsFile(path));
  const clientSecret = await orNote(() => readSecretFile(flags, environment));
  const fromVariables = await orNote(() => fromEnvironment(environment));
  return {
    layers: [
      {
        from: "flag",
        settings: { ...fromFlags({ flags, instance }), ...(clientSecret !== undefined && { clientSecret }) },
      },
      { from: "environment", settings: fromVariables ?? environment.settings },
      ...(path === undefined || file === undefined ? [] : [{ from: "file", path, settings: file } as const]),
    ],
    unreadable,
  };
}

/** The doctor never reads standard input: nobody would know that it waits. */
function readSecretFile(flags: SettingsFlags, environment: Environment): Promise<string | undefined> {
  const { NOWTOKEN_CLIENT_SECRET_STDIN: _, ...variables } = environment.variables;
  return readClientSecret({ flags, environment: { ...environment, variables }, stdinTaken: true });
}
