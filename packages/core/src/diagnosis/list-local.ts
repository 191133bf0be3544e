import type { Chart } from "./chart.ts";
import type { Examination } from "./examination.ts";
import { examineCredentialFolder, examineOldFiles } from "./examine-desktop.ts";
import { examineFileModes } from "./examine-file-modes.ts";
import { examineSettings } from "./examine-settings.ts";
import { examineKey, examineLock, examineProfile, examineStateFolder } from "./examine-store.ts";
import { examineVariables } from "./examine-variables.ts";
import { examineVersions } from "./examine-versions.ts";
import { inGroup } from "./in-group.ts";

/** What can be looked at without a network. */
export function listLocal(chart: Chart): Examination[] {
  const { surroundings, settings, store } = chart;
  const { environment } = surroundings;
  return [
    ...inGroup("This computer", [
      ["versions", "Versions", () => examineVersions(chart.version)],
      ["settings", "Settings", () => examineSettings(chart)],
      ["variables", "Variables", () => examineVariables(environment, chart.knownVariables)],
    ]),
    ...inGroup("Where secrets are kept", [
      // Reading the key takes it away from others: modes are looked at first.
      ["file-modes", "File modes", () => examineFileModes(chart)],
      ["state-folder", "State folder", () => examineStateFolder(store.stateFolder)],
      ["profile", "Profile", () => examineProfile(chart)],
      ["key", "Key", () => examineKey(chart), ["state-folder"]],
      ["lock", "Lock", () => examineLock(chart), ["state-folder"]],
      ["credential-folder", "Cloud", () => examineCredentialFolder(surroundings, settings.out)],
      ["old-files", "Old files", () => examineOldFiles(surroundings, new Date())],
    ]),
  ];
}
