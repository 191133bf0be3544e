import type { AuthErrorDetails } from "../errors.ts";
import { settingNames } from "../settings/names.ts";
import type { Told } from "./advice.ts";

type Problem = AuthErrorDetails["CONFIG_INVALID"]["problems"][number];

export function adviseOnSettings({ problems }: AuthErrorDetails["CONFIG_INVALID"]): Told {
  const missing = problems.filter(({ kind }) => kind === "missing");
  const fix = missing.map((problem) => `Give ${labelOf(problem)}: ${waysToGive(problem)}.`);
  return {
    message: problems.map(sentence).join(" "),
    fix: [
      ...fix,
      ...(missing.length === problems.length
        ? []
        : ["Correct this and run the command again: nothing was sent."]),
    ],
  };
}

function sentence(problem: Problem): string {
  const { message, suggestion } = problem;
  const place = placeOf(problem);
  const near = suggestion === undefined ? "" : `; did you mean ${suggestion}?`;
  const text = `${subjectOf(problem)}${message}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${place}${near}${near === "" ? "." : ""}`;
}

function placeOf({ path, line, column }: Problem): string {
  const places = [path, line && `line ${line}`, column && `column ${column}`];
  if (path !== undefined && line === undefined) places.push("named by --config or NOWTOKEN_CONFIG");
  const given = places.filter(Boolean);
  return given.length === 0 ? "" : ` (${given.join(", ")})`;
}

/** What the message is about: a setting, a place in the settings file, or the command line, which names itself. */
function subjectOf(problem: Problem): string {
  if (problem.setting !== undefined) return `${labelOf(problem)} `;
  if (problem.kind === "unknown") return "A name in the settings file ";
  return problem.line === undefined ? "" : "The settings file ";
}

const labelOf = ({ setting }: Problem): string =>
  settingNames.find(({ key }) => key === setting)?.label ?? setting ?? "the settings";

function waysToGive({ setting }: Problem): string {
  const names = settingNames.find(({ key }) => key === setting);
  if (names === undefined) return "see --help";
  const inFile = names.guideName === undefined ? "" : `, or ${names.guideName} in a settings file (--config)`;
  return `${names.flag}, ${names.environment}${inFile}`;
}
