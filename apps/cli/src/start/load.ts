import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "virtual:build";
import { openCodeCache } from "./code-cache.ts";

/** CommonJS's own way to hand a file what it needs. */
const wrapper = ["(function (exports, require, module, __filename, __dirname) {", "\n})"] as const;

/**
 * Loads the bundle's `main.cjs`, through a cache of compiled code of its own.
 *
 * @param root folder of the package
 * @param words the command line, whose command says which code is needed
 * @param cacheFolder where Node.js keeps its own cache; undefined where it shall keep none
 */
export function load(
  root: string,
  words: readonly string[],
  cacheFolder: string | undefined,
): typeof import("../main.ts") {
  const folder = join(root, "dist");
  const cache = openCodeCache({ path: cacheFolder && join(cacheFolder, fileName(words)), build });
  const modules = new Map<string, { exports: object }>();
  const loadFile = (id: string): unknown => {
    if (!id.startsWith("./"))
      return process.getBuiltinModule(id) ?? createRequire(join(folder, "main.cjs"))(id);
    const known = modules.get(id);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(id, module);
    const path = join(folder, id);
    const source = wrapper.join(readFileSync(path, "utf8"));
    const evaluate = cache.compile({ name: id, path, source }).runInThisContext();
    evaluate(module.exports, loadFile, module, path, folder);
    return module.exports;
  };
  process.once("exit", (exitCode) => {
    // The word is that of a command then, and the command's code has run.
    if (exitCode === 0) cache.save();
  });
  return loadFile("./main.cjs") as typeof import("../main.ts");
}

function fileName([command = ""]: readonly string[]): string {
  return `nowtoken-${build}-${/^[a-z]+$/.test(command) ? command : "other"}.bin`;
}
