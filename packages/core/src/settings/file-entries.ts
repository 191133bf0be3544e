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
const rawValue: z.ZodMiniType<RawValue> = z.union([z.string(), z.number(), z.array(z.string())]);

/**
 * The settings that a file's entries give, under their environment names or those of a file.
 *
 * Throws one CONFIG_INVALID with every entry that is unknown, repeated or of the wrong type.
 */
export async function toRawSettings(
  entries: readonly FileEntry[],
  kind: "environment" | "file",
): Promise<RawSettings> {
  const settings: { [Key in SettingKey]?: RawValue } = {};
  const problems: SettingProblem[] = [];
  for (const { name, value, position } of entries) {
    const setting = keys[kind].get(name);
    const raw = rawValue.safeParse(value);
    if (setting === undefined) {
      const suggestion = await nearestName(name, [...keys[kind].keys()]);
      const message = "is not the name of a setting";
      problems.push({
        kind: "unknown",
        message,
        ...position,
        ...(suggestion !== undefined && { suggestion }),
      });
    } else if (setting in settings) {
      problems.push({ setting, kind: "conflict", message: "must be set once", ...position });
    } else if (raw.success && rawTypeFault(setting, raw.data) === undefined) {
      settings[setting] = raw.data;
    } else {
      problems.push({ setting, kind: "invalid", message: rawTypeFault(setting, value) ?? "", ...position });
    }
  }
  if (problems.length > 0) throw configInvalid(problems);
  return settings;
}
