import * as z from "zod/mini";
import type { SettingProblem } from "../errors.ts";
import { configInvalid } from "./config-invalid.ts";
import { type RawSettings, type RawValue, rawTypeFault, type SettingKey } from "./fields.ts";
import { fileNames, settingNames } from "./names.ts";
import { nearestName } from "./nearest-name.ts";
import type { TextPosition } from "./text-position.ts";

/** One name with its value, as a settings file has it. */
export interface FileEntry {
  readonly name: string;
  readonly value: unknown;
  readonly position: TextPosition;
}

const keys = {
  environment: new Map(settingNames.map(({ environment, key }) => [environment, key])),
  file: new Map(settingNames.flatMap((names) => fileNames(names).map((name) => [name, names.key]))),
};
const guideNames = new Map(settingNames.map(({ key, guideName }) => [key, guideName]));
const rawValue: z.ZodMiniType<RawValue> = z.union([z.string(), z.number(), z.array(z.string())]);

/**
 * The settings that a file's entries give, under their environment names in `.env`, else under those of a file.
 *
 * Throws one CONFIG_INVALID with every entry that is unknown, repeated or of the wrong type.
 */
export async function toRawSettings(
  entries: readonly FileEntry[],
  format: "json" | "dotenv" | "python",
): Promise<RawSettings> {
  const known = format === "dotenv" ? keys.environment : keys.file;
  const settings: { [Key in SettingKey]?: RawValue } = {};
  const problems: SettingProblem[] = [];
  for (const { name, value, position } of entries) {
    const setting = known.get(name);
    const fault = setting && rawTypeFault(setting, value);
    if (setting === undefined)
      problems.push({ ...(await unknown(name, known, format === "python")), ...position });
    else if (setting in settings) {
      problems.push({ setting, kind: "conflict", message: "must be set once", ...position });
    } else if (fault !== undefined) problems.push({ setting, kind: "invalid", message: fault, ...position });
    else settings[setting] = rawValue.parse(value);
  }
  if (problems.length > 0) throw configInvalid(problems);
  return settings;
}

async function unknown(
  name: string,
  known: ReadonlyMap<string, SettingKey>,
  asInGuide: boolean,
): Promise<SettingProblem> {
  const nearest = await nearestName(name, [...known.keys()]);
  const key = nearest === undefined ? undefined : known.get(nearest);
  const suggestion = (asInGuide && key && guideNames.get(key)) || nearest;
  return {
    kind: "unknown",
    message: "is not the name of a setting",
    ...(suggestion !== undefined && { suggestion }),
  };
}
