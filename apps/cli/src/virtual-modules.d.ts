declare module "virtual:manifest" {
  import type { Interfaces } from "@oclif/core";
  import type { Command } from "@oclif/core/command";
  export const packageJson: Interfaces.PJSON;
  /** What oclif asks of every command at each start. */
  export type ListedCommand = Pick<
    Command.Cached,
    | "id"
    | "summary"
    | "aliases"
    | "hiddenAliases"
    | "hidden"
    | "strict"
    | "args"
    | "pluginName"
    | "permutations"
  >;
  export const listing: readonly ListedCommand[];
  export const manifest: Readonly<Record<string, Command.Cached>>;
}

declare module "virtual:build" {
  /** Differs whenever anything of the bundle does. */
  export const build: string;
}
