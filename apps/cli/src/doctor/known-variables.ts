import { settingNames } from "@nowtoken/core";
import type { Config } from "@oclif/core/config";

/** What no flag stands for. */
const others = ["NOWTOKEN_STATE_DIR", "NOWTOKEN_VAULT_KEY"];

/** Every variable that some command reads: those of settings, and those of flags, ours or oclif's. */
export function knownVariables({ commands }: Pick<Config, "commands">): string[] {
  const flags = commands.flatMap((command) => Object.values(command.flags));
  const named = flags.flatMap(
    ({ env, description }) => env ?? /\[env: (\w+)\]/u.exec(description ?? "")?.[1] ?? [],
  );
  return [...new Set([...settingNames.map(({ environment }) => environment), ...named, ...others])];
}
