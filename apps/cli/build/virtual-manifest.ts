import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Plugin } from "@oclif/core/config";
import type { Plugin as BundlerPlugin } from "rolldown";

const root = join(import.meta.dirname, "..");
const { name, version, description, oclif } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const packageJson = { name, version, description, oclif };

/** What oclif would look up on disk at each start, written down once: its plugin's manifest and package.json. */
export async function virtualManifest(): Promise<BundlerPlugin> {
  const commands = { strategy: "explicit", target: "./build/command-classes.ts", identifier: "classes" };
  const plugin = new Plugin({
    root,
    isRoot: true,
    ignoreManifest: true,
    errorOnManifestCreate: true,
    pjson: { ...packageJson, type: "module", oclif: { ...oclif, commands } },
  });
  await plugin.load();
  const { commands: manifest } = plugin.manifest;
  const listing = Object.entries(manifest).map(([id, command]) => {
    const { summary, aliases, hiddenAliases, hidden = false, strict = true, args } = command;
    return {
      id,
      summary,
      aliases,
      hiddenAliases,
      hidden,
      strict,
      args,
      pluginName: name,
      permutations: [id],
    };
  });
  const sources: Record<string, string> = {
    "virtual:manifest": `export const packageJson = ${JSON.stringify(packageJson)};
      export const listing = ${JSON.stringify(listing)};
      export { manifest } from "virtual:manifest-text";`,
    "virtual:manifest-text": `export const manifest = JSON.parse(${JSON.stringify(JSON.stringify(manifest))});`,
  };
  return {
    name: "virtual-manifest",
    resolveId: (id) => (id in sources ? { id, moduleSideEffects: false } : null),
    load: (id) => sources[id] ?? null,
  };
}
