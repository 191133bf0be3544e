import { type AnyAuthError, isAuthError, type SettingProblem } from "../errors.ts";
import { configInvalid } from "../settings/config-invalid.ts";
import { mergeSettings, parseSettings } from "../settings/settings.ts";
import { settingsWarnings } from "../settings/settings-warnings.ts";
import { type ExaminationResult, failedBy, ok, warning } from "./examination.ts";
import { type GivenSetting, type SettingsLayer, traceSettings, usableSettings } from "./settings-layer.ts";

/**
 * All settings and where each comes from, with what is wrong about them.
 *
 * `unreadable` is why the settings file, or the file with the secret, could not be read.
 */
export function examineSettings(
  layers: readonly SettingsLayer[],
  unreadable: readonly AnyAuthError[] = [],
): ExaminationResult {
  const raw = mergeSettings(...layers.map(({ settings }) => settings));
  const given = traceSettings(layers);
  const more = { rows: [...given.map(toRow), ...defaults(given)], facts: { settings: given } };
  const problems = [...unreadable.flatMap(problemsOf), ...problemsIn(raw)];
  if (problems.length > 0) return failedBy(configInvalid(problems), more);
  const { instanceUrl, clientId, ...others } = usableSettings(raw);
  if (instanceUrl === undefined) {
    return warning("No instance is named.", {
      ...more,
      fix: ["Name one to have it looked at: `nowtoken doctor NAME`, or set NOWTOKEN_INSTANCE."],
    });
  }
  if (clientId === undefined) {
    return warning("No client id is given.", {
      ...more,
      fix: ["Give it to have the OAuth record looked at: --client-id, or NOWTOKEN_CLIENT_ID."],
    });
  }
  const warnings = settingsWarnings({ instanceUrl, clientId, ...others }).map(toSentence);
  return warnings.length === 0 ? ok("All are valid.", more) : warning(warnings.join(" "), more);
}

function problemsIn(raw: SettingsLayer["settings"]): readonly SettingProblem[] {
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

const toRow = ({ label, value, origin }: GivenSetting) =>
  [label, `${value ?? "not valid"} (${origin})`] as const;

/** What holds where nobody said anything, as far as it decides a login. */
function defaults(given: readonly GivenSetting[]): (readonly [string, string])[] {
  const isGiven = (key: GivenSetting["key"]) => given.some((one) => one.key === key);
  const { redirectUri, scopes } = usableSettings({});
  return [
    ...(isGiven("clientSecret") ? [] : [["client secret", "none: a public client (default)"] as const]),
    ...(isGiven("redirectUri")
      ? []
      : [["redirect URI", `INSTANCE${new URL(redirectUri).pathname} (default)`] as const]),
    ...(isGiven("scopes") ? [] : [["scopes", `${scopes.join(" ")} (default)`] as const]),
  ];
}

const toSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
