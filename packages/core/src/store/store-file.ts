import { readFileSync } from "node:fs";
import type * as z from "zod/mini";
import { readOpened } from "../credential-file/opened-file.ts";
import { systemCode } from "../credential-file/system-error.ts";
import type { AuthErrorDetails } from "../errors.ts";
import { storeFault, storeUnusable } from "./store-error.ts";

/** A file of the store, as its errors name it. */
type StoreFile = Pick<AuthErrorDetails["STORE_UNUSABLE"], "path" | "profile">;

/** The version of the store's files; one of any other is left alone. */
export const storeVersion = 1;

/** The text of a file, empty for a pipe or a device; undefined when there is none. Throws STORE_UNUSABLE. */
export function readStoreFile(file: StoreFile): string | undefined {
  try {
    return readOpened(file.path, ({ descriptor, stats }) =>
      // Reading a folder fails by itself.
      stats.isFile() || stats.isDirectory() ? readFileSync(descriptor, "utf8") : "",
    );
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw storeFault(error, file);
  }
}

/** What a text holds. Throws STORE_UNUSABLE: damaged, or of another version. */
export function parseStoreFile<Schema extends z.ZodMiniType>(
  text: string,
  schema: Schema,
  file: StoreFile,
): z.output<Schema> {
  const json = parseJson(text);
  const version: unknown = Object(json).version;
  if (typeof version === "number" && version !== storeVersion)
    throw storeUnusable("expected a file of a known version", { ...file, reason: "unknown-version" });
  const { success, data } = schema.safeParse(json);
  if (success) return data;
  throw storeUnusable("expected a file of the store", { ...file, reason: "unreadable" });
}

function parseJson(text: string): unknown {
  try {
    // Some editors begin every file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
