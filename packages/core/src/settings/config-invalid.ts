import { AuthError, type SettingProblem } from "../errors.ts";
import type { SettingKey } from "./fields.ts";

/** A CONFIG_INVALID that carries all of `problems`. */
export function configInvalid(problems: readonly SettingProblem[]): AuthError<"CONFIG_INVALID"> {
  return new AuthError("CONFIG_INVALID", problems.map(sentence).join("; "), { problems });
}

/** A CONFIG_INVALID about one value; `message` says what it must be. */
export function invalidSetting(
  setting: SettingKey | undefined,
  message: string,
): AuthError<"CONFIG_INVALID"> {
  return configInvalid([{ ...(setting !== undefined && { setting }), kind: "invalid", message }]);
}

function sentence({ setting, message, line, column, suggestion }: SettingProblem): string {
  const place = [line && `line ${line}`, column && `column ${column}`].filter(Boolean).join(", ");
  const subject = [place, setting].filter(Boolean).map((part) => `${part}: `);
  const near = suggestion === undefined ? "" : `, the nearest is "${suggestion}"`;
  return `${subject.join("")}${message}${near}`;
}
