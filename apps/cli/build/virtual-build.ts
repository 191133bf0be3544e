import { createHash } from "node:crypto";
import type { OutputAsset, OutputChunk, Plugin } from "rolldown";

/** Tells the bundle's loader which build it loads. */
export function virtualBuild(output: readonly (OutputChunk | OutputAsset)[]): Plugin {
  const hash = createHash("sha256");
  for (const file of output)
    hash.update(file.fileName).update(file.type === "chunk" ? file.code : file.source);
  const build = hash.digest("hex").slice(0, 16);
  return {
    name: "virtual-build",
    resolveId: (id) => (id === "virtual:build" ? id : null),
    load: (id) => (id === "virtual:build" ? `export const build = ${JSON.stringify(build)};` : null),
  };
}
