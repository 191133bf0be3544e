import type { Config } from "@oclif/core/config";

/** What no flag stands for. */
const others = ["NOWTOKEN_STATE_DIR", "NOWTOKEN_VAULT_KEY", "NOWTOKEN_DISABLE_THEME"];

/** Every variable that some command reads: oclif's own for flags, and those that are settings. */
export function knownVariables({ commands }: Pick<Config, "commands">): string[] {
  const flags = commands.flatMap((command) => Object.values(command.flags));
  const named = flags.flatMap(
    ({ env, description }) => env ?? /\[env: (\w+)\]/u.exec(description ?? "")?.[1] ?? [],
  );
  return [...new Set([...named, ...others])];
}
