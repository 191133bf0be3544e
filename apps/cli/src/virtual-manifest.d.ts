declare module "virtual:manifest" {
  import type { Interfaces } from "@oclif/core";
  import type { Command } from "@oclif/core/command";
  export const packageJson: Interfaces.PJSON;
  export const manifest: Readonly<Record<string, Command.Cached>>;
}
