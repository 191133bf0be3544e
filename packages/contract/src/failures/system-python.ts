import { spawnSync } from "node:child_process";
import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A Python on this machine. */
export interface Python {
  readonly executable: string;
  /** Its own modules, relative to where it was installed. */
  readonly modules: string;
  readonly prefix: string;
  /** The folder in which its pip is; undefined without one that knows PEP 668 (23.0 and later). */
  readonly packages: string | undefined;
}

const describe = `
import importlib.metadata, json, os, sys, sysconfig
try:
  pip = importlib.metadata.distribution("pip")
except importlib.metadata.PackageNotFoundError:
  pip = None
print(json.dumps({
  "executable": getattr(sys, "_base_executable", sys.executable),
  "modules": os.path.relpath(sysconfig.get_path("stdlib"), sys.base_prefix),
  "prefix": sys.base_prefix,
  "packages": str(pip.locate_file("")) if pip and int(pip.version.split(".")[0]) >= 23 else None,
}))`;

export function findPython(): Python | undefined {
  for (const name of ["python3", "python"]) {
    const { status, stdout } = spawnSync(name, ["-c", describe], { encoding: "utf8" });
    if (status !== 0) continue;
    const { packages, ...python } = JSON.parse(stdout);
    return { ...python, packages: packages ?? undefined };
  }
  return undefined;
}

/** What `pip install` says in a Python that is laid out in `folder` as one of the system is (PEP 668). */
export async function installIntoSystem(
  { executable, modules, prefix, packages = "" }: Python,
  folder: string,
): Promise<string> {
  const own = join(folder, modules);
  await mkdir(own, { recursive: true });
  for (const name of await readdir(join(prefix, modules)))
    if (name !== "EXTERNALLY-MANAGED") await symlink(join(prefix, modules, name), join(own, name));
  await writeFile(
    join(own, "EXTERNALLY-MANAGED"),
    "[externally-managed]\nError=Use the system's packages.\n",
  );
  const env = { ...process.env, PYTHONHOME: folder, PYTHONPATH: packages };
  // What is said is the same, and nothing can come of it, whatever the person's own settings of pip are.
  const words = ["-m", "pip", "--isolated", "install", "--dry-run", "--no-index", "requests"];
  return spawnSync(executable, words, { env, encoding: "utf8" }).stderr;
}
