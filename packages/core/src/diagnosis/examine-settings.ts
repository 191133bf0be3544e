import { type AnyAuthError, isAuthError, type SettingProblem } from "../errors.ts";
import { configInvalid } from "../settings/config-invalid.ts";
import type { RawSettings } from "../settings/fields.ts";
import { mergeSettings } from "../settings/merge-settings.ts";
import { parseSettings } from "../settings/settings.ts";
import { settingsWarnings } from "../settings/settings-warnings.ts";
import type { Chart } from "./chart.ts";
import { type ExaminationResult, failedBy, ok, warning } from "./examination.ts";
import { type GivenSetting, traceSettings, usableSettings } from "./settings-layer.ts";

type Row = readonly [label: string, value: string];

/** All settings and where each comes from, with what is wrong about them. Throws what opening the profile throws. */
export async function examineSettings(chart: Chart): Promise<ExaminationResult> {
  const { allLayers, unreadable, settings } = chart;
  const given = traceSettings(allLayers);
  const rows = [...given.map(toRow), ...(await secretRow(chart, given)), ...defaultRows(given)];
  const more = { rows, facts: { settings: given } };
  const raw = mergeSettings(...allLayers.map((layer) => layer.settings));
  const problems = [...unreadable.flatMap(problemsOf), ...problemsIn(raw)];
  if (problems.length > 0) return failedBy(configInvalid(problems), more);
  const { instanceUrl, clientId, ...others } = settings;
  if (instanceUrl === undefined) {
    const fix = ["Name one to have it looked at: `nowtoken doctor NAME`, or set NOWTOKEN_INSTANCE."];
    return warning("No instance is named.", { ...more, fix });
  }
  if (clientId === undefined) {
    const fix = ["Give it to have the OAuth record looked at: --client-id, or NOWTOKEN_CLIENT_ID."];
    return warning("No client id is given.", { ...more, fix });
  }
  const warnings = settingsWarnings({ instanceUrl, clientId, ...others }).map(toSentence);
  return warnings.length === 0 ? ok("All are valid.", more) : warning(warnings.join(" "), more);
}

function problemsIn(raw: RawSettings): readonly SettingProblem[] {
  try {
    parseSettings(raw);
    return [];
  } catch (error) {
    if (!isAuthError(error, "CONFIG_INVALID")) throw error;
    return error.details.problems.filter(({ kind }) => kind !== "missing");
  }
}

const problemsOf = (error: AnyAuthError): readonly SettingProblem[] =>
  isAuthError(error, "CONFIG_INVALID") ? error.details.problems : [];

const toRow = ({ label, value, origin }: GivenSetting): Row => [label, `${value ?? "not valid"} (${origin})`];

/** The secret where no layer gave it: the profile keeps it apart. */
async function secretRow({ profile }: Chart, given: readonly GivenSetting[]): Promise<Row[]> {
  if (given.some(({ key }) => key === "clientSecret")) return [];
  const value = profile.own === undefined ? publicClient : await secretOf(profile);
  return [["client secret", value]];
}

const publicClient = "none: a public client (default)";

async function secretOf({ open }: Chart["profile"]): Promise<string> {
  try {
    const secret = (await open())?.secrets.clientSecret;
    return `${secret === undefined ? "none: a public client" : "given"} (profile)`;
  } catch (error) {
    // Why it cannot be opened is another examination.
    if (isAuthError(error)) return "cannot be opened (profile)";
    throw error;
  }
}

/** What holds where nobody said anything, as far as it decides a login. */
function defaultRows(given: readonly GivenSetting[]): Row[] {
  const isGiven = (key: GivenSetting["key"]) => given.some((one) => one.key === key);
  const { redirectUri, scopes } = usableSettings({});
  const rows: Row[] = [];
  if (!isGiven("redirectUri"))
    rows.push(["redirect URI", `INSTANCE${new URL(redirectUri).pathname} (default)`]);
  if (!isGiven("scopes")) rows.push(["scopes", `${scopes.join(" ")} (default)`]);
  return rows;
}

const toSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
