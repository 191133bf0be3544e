import { tryListening } from "@nowtoken/callback";
import {
  type Diagnosis,
  diagnose,
  knownSecrets,
  listExaminations,
  type Patient,
  readLastFailure,
  renderSupportBundle,
} from "@nowtoken/core";
import type { Config } from "@oclif/core/config";
import type { Environment } from "../environment.ts";
import { showProgress } from "../profiles/progress.ts";
import type { SettingsFlags } from "../settings/gather-settings.ts";
import { styleFor } from "../terminal/style.ts";
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

/** Reads the settings of all sources. Throws CONFIG_INVALID for flags that exclude each other. */
export async function receivePatient(examining: Examining): Promise<Patient> {
  const { environment, config } = examining;
  // Set by our own start.
  const { NOWTOKEN_DISABLE_THEME: _, ...variables } = environment.variables;
  return {
    ...examining,
    ...(await readLayers(examining)),
    version: config.version,
    surroundings: { platform: process.platform, environment: variables },
    knownVariables: knownVariables(config),
    tryListening,
  };
}

/** Makes all examinations; at a terminal it is shown how far they are. Throws the signal's reason. */
export async function examine(patient: Patient): Promise<Diagnosis> {
  const examinations = listExaminations(patient);
  if (!styleFor(process.stderr).redraws) return diagnose(examinations, patient);
  const progress = showProgress(examinations.length, "Looked at");
  try {
    return await diagnose(examinations, { signal: patient.signal, onDone: () => progress.done("") });
  } finally {
    progress.end();
  }
}

/** The diagnosis and the last failure as a file for support. */
export async function bundle(patient: Patient, diagnosis: Diagnosis): Promise<string> {
  const { surroundings, store } = patient;
  const lastFailure = await readLastFailure(store.stateFolder);
  const secrets = await knownSecrets(patient);
  return renderSupportBundle({ at: new Date(), diagnosis, lastFailure }, { secrets, surroundings });
}
