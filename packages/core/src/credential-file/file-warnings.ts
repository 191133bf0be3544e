import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { ignore } from "./system-error.ts";

/** What a person should know about where a credential file or a key is; none of it stops a login. */
export type FileWarning =
  | {
      readonly code:
        | "file-was-readable"
        | "file-is-readable"
        | "folder-is-writable"
        | "folder-of-another-user"
        | "git-work-tree"
        | "previous-kept"
        | "key-was-readable";
      /** The file, its folder, the work tree's root, the copy of the earlier file that was kept, or the store's key. */
      readonly path: string;
    }
  | { readonly code: "synchronised-folder"; readonly path: string; readonly service: string };

/** Whether others than the owner have any right; Windows has no such bits. */
export function isOpenToOthers(stats: Stats): boolean {
  return process.platform !== "win32" && (stats.mode & 0o077) !== 0;
}

/** Looks at the earlier file, at the one that takes its place, and at their folder, which must be a real path. */
export async function findFileWarnings(
  path: string,
  { earlier, written }: { readonly earlier: Stats | undefined; readonly written: Stats },
): Promise<FileWarning[]> {
  const warnings: FileWarning[] = [];
  // Some file systems know no modes, or refuse to change them.
  if (isOpenToOthers(written)) warnings.push({ code: "file-is-readable", path });
  else if (earlier && isOpenToOthers(earlier)) warnings.push({ code: "file-was-readable", path });
  const folder = dirname(path);
  warnings.push(...(await findOwnerWarnings(folder)));
  const workTree = await findWorkTree(folder);
  if (workTree !== undefined) warnings.push({ code: "git-work-tree", path: workTree });
  const service = findCloud(folder);
  if (service !== undefined) warnings.push({ code: "synchronised-folder", path: folder, service });
  return warnings;
}

async function findOwnerWarnings(path: string): Promise<FileWarning[]> {
  if (process.geteuid === undefined) return [];
  const { mode, uid } = await stat(path);
  const warnings: FileWarning[] = [];
  // Not the group's right: many systems give every user a group of their own.
  if ((mode & 0o002) !== 0) warnings.push({ code: "folder-is-writable", path });
  if (uid !== 0 && uid !== process.geteuid()) warnings.push({ code: "folder-of-another-user", path });
  return warnings;
}

/** Git itself is not asked what it ignores: a work tree's configuration can make it run programs. */
async function findWorkTree(folder: string): Promise<string | undefined> {
  if (await stat(join(folder, ".git")).catch(ignore)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findWorkTree(parent);
}

// The names of the services' own folders; macOS keeps them in ~/Library/CloudStorage and ~/Library/Mobile Documents.
const clouds: Record<string, RegExp> = {
  OneDrive: /^OneDrive(?:$|[ -])/,
  Dropbox: /^Dropbox(?:$|[ -])/,
  "iCloud Drive": /^(?:Mobile Documents|iCloud ?Drive)$/,
  "Google Drive": /^(?:Google ?Drive(?:$|-)|My Drive$)/,
};

/** The service that synchronises a folder, as far as its path tells. */
export function findCloud(folder: string): string | undefined {
  const names = folder.split(sep);
  return Object.keys(clouds).find((service) => names.some((name) => clouds[service]?.test(name)));
}
