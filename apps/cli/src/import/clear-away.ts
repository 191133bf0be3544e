import { realpathSync, unlinkSync } from "node:fs";
import { dirname } from "node:path";
import { findDesktopFolder } from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { confirm } from "../terminal/confirm.ts";
import { printWarnings } from "../warnings.ts";

export interface ClearingAway {
  /** Whether it was asked for. */
  readonly wanted: boolean;
  readonly mayAsk: boolean;
  readonly environment: Environment;
}

/**
 * Deletes a file whose tokens a profile has now, when that is wanted; else says that it still holds them. Resolves to
 * whether it is gone.
 */
export async function clearAway(
  path: string,
  { wanted, mayAsk, environment }: ClearingAway,
): Promise<boolean> {
  const file = realpathSync(path);
  const hint = await cloudHint(file, environment);
  const agreed =
    wanted ||
    (mayAsk &&
      (await confirm(`Delete ${path}? It holds the tokens in plain text, and the profile has them.`)));
  if (agreed && remove(file)) {
    printWarnings(hint === undefined ? [] : [`${path} is deleted here. ${hint}`]);
    return true;
  }
  const advice = wanted ? "It could not be deleted." : "Delete it, or import it again with --delete.";
  printWarnings([
    [`${path} still holds the tokens in plain text. ${advice}`, hint].filter(Boolean).join(" "),
  ]);
  return false;
}

function remove(file: string): boolean {
  try {
    unlinkSync(file);
    return true;
  } catch {
    return false;
  }
}

async function cloudHint(file: string, { variables }: Environment): Promise<string | undefined> {
  const desktop = await findDesktopFolder({ platform: process.platform, environment: variables });
  return dirname(file) === realpathSync(desktop)
    ? "Desktop folders are often synchronised: OneDrive, iCloud and the like keep deleted files and earlier versions for weeks."
    : undefined;
}
