import { type ListedCommand, listing, manifest, packageJson } from "virtual:manifest";
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
    commandIDs: listing.map(({ id }) => id),
    commands: listing.map((listed) => describe({ ...listed, load: () => load(listed.id) })),
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

/** What only `--help` shows of a command is read when it is asked for. */
function describe(listed: ListedCommand & Pick<Command.Loadable, "load">): Command.Loadable {
  const { id } = listed;
  return new Proxy(listed as Command.Loadable, {
    get: (own, name) => Reflect.get(name in own ? own : (manifest[id] ?? own), name),
  });
}
