import { AuthError, type SettingKey } from "@nowtoken/core";

/** What is wrong with a command line that oclif could read, or with one setting; lower case, no full stop. */
export function configInvalid(message: string, setting?: SettingKey): AuthError<"CONFIG_INVALID"> {
  return new AuthError("CONFIG_INVALID", message, {
    problems: [{ ...(setting !== undefined && { setting }), kind: "conflict", message }],
  });
}
