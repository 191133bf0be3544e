import { tryListening } from "@nowtoken/callback";
import { type Diagnosis, diagnose, listExaminations, type Patient } from "@nowtoken/core";
import type { Config } from "@oclif/core/config";
import type { Environment } from "../environment.ts";
import type { SettingsFlags } from "../settings/gather-settings.ts";
import { knownVariables } from "./known-variables.ts";
import { readLayers } from "./read-layers.ts";

/** What only the command knows. */
export interface Examining
  extends Pick<Patient, "store" | "interactive" | "offline" | "createEffects" | "signal"> {
  readonly flags: SettingsFlags;
  readonly instance: string | undefined;
  readonly environment: Environment;
  readonly config: Pick<Config, "version" | "commands">;
}

/** Makes all examinations. Throws CONFIG_INVALID for flags that exclude each other, and the signal's reason. */
export async function examine(examining: Examining): Promise<Diagnosis> {
  const { environment, config, signal } = examining;
  const { layers, unreadable } = await readLayers(examining);
  const examinations = listExaminations({
    ...examining,
    version: config.version,
    surroundings: { platform: process.platform, environment: environment.variables },
    knownVariables: knownVariables(config),
    layers,
    unreadable,
    tryListening,
  });
  return diagnose(examinations, { signal });
}
