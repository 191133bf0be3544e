import { AuthError } from "@nowtoken/core";

/** What is wrong with a command line that oclif could read; lower case, no full stop. */
export function configInvalid(message: string): AuthError<"CONFIG_INVALID"> {
  return new AuthError("CONFIG_INVALID", message, { problems: [{ kind: "conflict", message }] });
}
