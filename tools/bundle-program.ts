import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, join, parse } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const bundles = new Map<string, Promise<string>>();

/**
 * Bundles a program that tests start as a process of its own, once for all test files of a worker, and resolves to the
 * path of the bundle. To load TypeScript file by file takes each process several times as long.
 */
export function bundleProgram(path: string): Promise<string> {
  const bundle = bundles.get(path) ?? write(path);
  bundles.set(path, bundle);
  return bundle;
}

async function write(path: string): Promise<string> {
  const bundle = await rolldown({
    input: path,
    platform: "node",
    external: ["@napi-rs/keyring"],
    resolve: { conditionNames: ["nowtoken-source", "node", "import"] },
  });
  // What is imported when it is needed stays in files of its own, so that no process reads more than it uses.
  const names = { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" };
  const { output } = await bundle.generate(names);
  await bundle.close();
  const folder = join(packageOf(path), "node_modules/.cache", parse(path).name);
  await mkdir(folder, { recursive: true });
  for (const file of output) {
    if (file.type === "chunk") await replace(join(folder, file.fileName), file.code);
  }
  return join(folder, output[0].fileName);
}

/** The folder of a file's package, in whose node_modules a bundle finds the native package that it cannot hold. */
function packageOf(path: string): string {
  const manifest = findPackageJSON(pathToFileURL(path));
  if (manifest === undefined) throw new Error(`expected ${path} to be in a package`);
  return dirname(manifest);
}

/** Writes a file that a process of another worker may be reading: Windows lets nobody replace it then. */
async function replace(path: string, content: string): Promise<void> {
  if ((await readFile(path, "utf8").catch(() => undefined)) === content) return;
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, content);
  await rename(aside, path);
}
