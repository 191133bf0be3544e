import { manifest, packageJson } from "virtual:manifest";
import type { Interfaces } from "@oclif/core";
import type { Command } from "@oclif/core/command";
import { commands, topics } from "./commands.ts";

/** oclif's one plugin, ready made from what the build wrote down: nothing is searched for on disk at start. */
export function createStaticPlugin(root: string): Interfaces.Plugin {
  const { name, version } = packageJson;
  const plugin: Interfaces.Plugin = {
    _base: "",
    alias: name,
    name,
    version,
    pjson: packageJson,
    root,
    type: "core",
    moduleType: "commonjs",
    isRoot: true,
    valid: true,
    hasManifest: true,
    hooks: {},
    topics: [...topics],
    options: { root, isRoot: true },
    commandsDir: undefined,
    commandIDs: Object.keys(manifest),
    commands: Object.entries(manifest).map(([id, cached]) => ({ ...cached, load: () => load(id) })),
    load: async () => {},
    findCommand: (id: string) => load(id),
  };
  async function load(id: string): Promise<Command.Class> {
    const loader = commands[id];
    if (loader === undefined) throw new Error("expected a command of the map");
    return Object.assign((await loader()).default, { id, plugin });
  }
  return plugin;
}
