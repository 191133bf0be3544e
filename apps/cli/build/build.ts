import { join } from "node:path";
import { type Plugin, rolldown } from "rolldown";
import { groups } from "./chunks.ts";
import { lazyModules, lazyRequires } from "./lazy.ts";
import { virtualBuild } from "./virtual-build.ts";
import { virtualManifest } from "./virtual-manifest.ts";

const here = import.meta.dirname;
const root = join(here, "..");

/**
 * oauth4webapi uses the global Response and Headers, and touching those loads undici: 30 to 50 ms. It gets small ones
 * of its own; the modules that Hono needs keep the global ones.
 */
const smallWebClasses: Plugin = {
  name: "small-web-classes",
  transform: {
    filter: { id: /oauth4webapi/ },
    handler: (code) =>
      `import { Headers, Response } from ${JSON.stringify(join(here, "small-web.ts"))};\n${code}`,
  },
};

const bundle = await rolldown({
  input: { main: join(root, "src/main.ts") },
  platform: "node",
  preserveEntrySignatures: "allow-extension",
  // Native, and optional: found beside the published package, or not at all.
  external: ["@napi-rs/keyring"],
  plugins: [await virtualManifest(), smallWebClasses, lazyRequires, lazyModules],
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
const { output } = await bundle.write({
  dir: join(root, "dist"),
  format: "cjs",
  // The loader knows `require` alone; V8 would ask Node.js about a true `import`, which warns of that.
  dynamicImportInCjs: false,
  minify: true,
  codeSplitting: { groups },
  entryFileNames: "[name].cjs",
  chunkFileNames: "[name]-[hash].cjs",
  cleanDir: true,
});
await bundle.close();

const loader = await rolldown({
  input: { load: join(root, "src/start/load.ts") },
  platform: "node",
  plugins: [virtualBuild(output)],
});
await loader.write({ dir: join(root, "dist"), format: "cjs", minify: true, entryFileNames: "[name].cjs" });
await loader.close();
