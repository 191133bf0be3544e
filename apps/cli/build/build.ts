import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Plugin } from "@oclif/core/config";
import { type Plugin as BundlerPlugin, rolldown } from "rolldown";

const here = import.meta.dirname;
const root = join(here, "..");
const { name, version, description, oclif } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const packageJson = { name, version, description, oclif };

/** What oclif would look up on disk at each start, written down once: its plugin's manifest and package.json. */
async function virtualManifest(): Promise<BundlerPlugin> {
  const commands = { strategy: "explicit", target: "./build/command-classes.ts", identifier: "classes" };
  const plugin = new Plugin({
    root,
    isRoot: true,
    ignoreManifest: true,
    errorOnManifestCreate: true,
    pjson: { ...packageJson, type: "module", oclif: { ...oclif, commands } },
  });
  await plugin.load();
  const source = Object.entries({ packageJson, manifest: plugin.manifest.commands })
    .map(([key, value]) => `export const ${key} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`)
    .join("\n");
  return {
    name: "virtual-manifest",
    resolveId: (id) => (id === "virtual:manifest" ? id : null),
    load: (id) => (id === "virtual:manifest" ? source : null),
  };
}

/**
 * oauth4webapi uses the global Response and Headers, and touching those loads undici: 30 to 50 ms. It gets small ones
 * of its own; the modules that Hono needs keep the global ones.
 */
const smallWebClasses: BundlerPlugin = {
  name: "small-web-classes",
  transform: {
    filter: { id: /oauth4webapi/ },
    handler: (code) =>
      `import { Headers, Response } from ${JSON.stringify(join(here, "small-web.ts"))};\n${code}`,
  },
};

/**
 * oclif's modules require all of each other when the first is loaded; most commands need few of them. TypeScript emits
 * every such line alike, so each becomes a requirement at its first use.
 */
const lazyRequires: BundlerPlugin = {
  name: "lazy-requires",
  transform: {
    filter: { id: /node_modules\/(?:@oclif\/core|clean-stack|debug|wrap-ansi|ejs)\// },
    handler(code) {
      const found = new Map<string, string>();
      const line =
        /^const (\w+_\d+) = (?:(__importDefault|__importStar)\(require\((["'][^"']+["'])\)\)|require\((["'][^"']+["'])\));$/gmu;
      const rest = code.replace(line, (_, name, wrapper, wrapped, plain) => {
        found.set(name, wrapper ? `${wrapper}(require(${wrapped}))` : `require(${plain})`);
        return "";
      });
      if (found.size === 0) return null;
      const names = new RegExp(`(?<![\\w$.])(${[...found.keys()].join("|")})(?![\\w$])`, "gu");
      const lazy = rest.replace(names, (name) => `(${name}$ ??= ${found.get(name)})`);
      const declared = `let ${[...found.keys()].map((name) => `${name}$`).join(", ")};`;
      return { code: lazy.replace(/^("use strict";)?/u, (strict) => `${strict}${declared}`), map: null };
    },
  },
};

/** Node.js's own modules cost a millisecond or more each: every one is loaded when it is first used. */
const lazyBuiltins: BundlerPlugin = {
  name: "lazy-builtins",
  renderChunk(code) {
    const found = new Map<string, string>();
    const rest = code.replace(/^let (node_\w+) = require\(("node:[\w/]+")\);$/gmu, (line, name, id) => {
      // One that is made into an ES module below is needed whole.
      if (new RegExp(`^${name} = `, "mu").test(code)) return line;
      found.set(name, id);
      return "";
    });
    if (found.size === 0) return null;
    const names = new RegExp(`(?<![\\w$.])(${[...found.keys()].join("|")})(?![\\w$])`, "gu");
    const lazy = rest.replace(names, (name) => `(${name} ??= require(${found.get(name)}))`);
    return { code: `let ${[...found.keys()].join(", ")};\n${lazy}`, map: null };
  },
};

const bundle = await rolldown({
  input: { main: join(root, "src/main.ts") },
  platform: "node",
  // Native, and optional: found beside the published package, or not at all.
  external: ["@napi-rs/keyring"],
  plugins: [await virtualManifest(), smallWebClasses, lazyRequires, lazyBuiltins],
  resolve: {
    conditionNames: ["node", "import"],
    // jsonc-parser's main is UMD, whose own requires no bundler can follow.
    mainFields: ["module", "main"],
    alias: {
      "wsl-utils": join(here, "wsl-utils.ts"),
      ...Object.fromEntries(
        ["tinyglobby", "minimatch", "lilconfig"].map((name) => [name, join(here, "never-called.ts")]),
      ),
    },
  },
});
await bundle.write({
  dir: join(root, "dist"),
  format: "cjs",
  minify: true,
  // Every login asks these; the rest of the callback package, with Hono, is for those that listen or show a page.
  codeSplitting: {
    groups: [{ name: "desktop", test: /callback\/dist\/(?:desktop|listener\/loopback-address)/ }],
  },
  entryFileNames: "[name].cjs",
  chunkFileNames: "[name]-[hash].cjs",
  cleanDir: true,
});
await bundle.close();
