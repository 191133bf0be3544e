import { link, lstat, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Scenario } from "./scenario.ts";

const earlier = "Auth code: earlier\nAccess token: earlier-access\nRefresh token: earlier-refresh\n";

/** Puts what a scenario finds at the credential file's place, and returns that place. */
export async function layTarget(folder: string, target: Scenario["target"]): Promise<string> {
  const file = join(folder, "servicenow_credentials.txt");
  if (target === "nothing") return file;
  if (target === "missing-folder") return join(folder, "missing", "servicenow_credentials.txt");
  if (target === "folder") await mkdir(file);
  else if (target === "link") {
    await writeFile(join(folder, "elsewhere.txt"), earlier, { mode: 0o600 });
    await symlink("elsewhere.txt", file);
  } else await writeFile(file, earlier, { mode: 0o600 });
  if (target === "hard-link") await link(file, join(folder, "another-name.txt"));
  return file;
}

/** What stands in a folder: each name with its kind, mode and content. */
export async function snapshot(folder: string): Promise<object> {
  const entries = (await readdir(folder)).toSorted().map(async (name) => {
    const path = join(folder, name);
    const status = await lstat(path);
    return [name, status.mode, status.isFile() ? await readFile(path, "utf8") : ""];
  });
  return Object.fromEntries((await Promise.all(entries)).map(([name, ...rest]) => [name, rest]));
}
