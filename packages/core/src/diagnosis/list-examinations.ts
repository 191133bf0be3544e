import { openChart } from "./chart.ts";
import type { Examination } from "./examination.ts";
import { examineAuthorities } from "./examine-authorities.ts";
import { examineCredentialFolder, examineOldFiles } from "./examine-desktop.ts";
import { examineFileModes } from "./examine-file-modes.ts";
import { examineRedirectPort } from "./examine-port.ts";
import { examineProxy } from "./examine-proxy.ts";
import { examineSettings } from "./examine-settings.ts";
import { examineKey, examineLock, examineProfile, examineStateFolder } from "./examine-store.ts";
import { examineVariables } from "./examine-variables.ts";
import { examineVersions } from "./examine-versions.ts";
import type { Patient } from "./patient.ts";

/** Everything that can be looked at, in the order in which a person reads it. */
export function listExaminations(patient: Patient): Examination[] {
  const chart = openChart(patient);
  const { surroundings, settings, store } = chart;
  const { environment } = surroundings;
  const instance = settings.instanceUrl === undefined ? undefined : new URL(settings.instanceUrl);
  return [
    inGroup("This computer", [
      ["versions", "Versions", () => examineVersions(chart.version)],
      ["settings", "Settings", () => examineSettings(chart.allLayers, chart.unreadable)],
      ["variables", "Variables", () => examineVariables(environment, chart.knownVariables)],
    ]),
    inGroup("Where secrets are kept", [
      // Reading the key takes it away from others: its mode is looked at first.
      ["file-modes", "File modes", () => examineFileModes(chart)],
      ["state-folder", "State folder", () => examineStateFolder(store.stateFolder)],
      ["profile", "Profile", () => examineProfile(chart)],
      ["key", "Key", () => examineKey(chart), ["file-modes", "state-folder"]],
      ["lock", "Lock", () => examineLock(chart), ["state-folder"]],
      ["credential-folder", "Cloud", () => examineCredentialFolder(surroundings, settings.out)],
      ["old-files", "Old files", () => examineOldFiles(surroundings, new Date())],
    ]),
    inGroup("Network", [
      ["proxy", "Proxy", () => examineProxy(environment, instance)],
      ["authorities", "Authorities", () => examineAuthorities({ environment, caFile: settings.caFile })],
      ["redirect-port", "Redirect port", () => examineRedirectPort(chart)],
    ]),
  ].flat();
}

type Line = readonly [
  id: string,
  title: string,
  run: Examination["run"],
  needs?: NonNullable<Examination["needs"]>,
];

function inGroup(group: string, lines: readonly Line[]): Examination[] {
  return lines.map(([id, title, run, needs = []]) => ({ id, group, title, run, needs }));
}
