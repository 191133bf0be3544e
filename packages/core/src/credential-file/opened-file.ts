import { closeSync, constants, fstatSync, openSync, type Stats } from "node:fs";

/** A file that is open for reading. */
export interface OpenedFile {
  readonly descriptor: number;
  readonly stats: Stats;
}

/**
 * Opens what stands at a path, be it an ordinary file or not, and closes it when it has been read. A pipe that nobody
 * writes to holds nobody up. Throws the system's error.
 */
export function readOpened<Value>(
  path: string,
  read: (file: OpenedFile) => Value,
  { followsLinks = true }: { readonly followsLinks?: boolean } = {},
): Value {
  // Windows has neither of the last two.
  const link = followsLinks ? 0 : (constants.O_NOFOLLOW ?? 0);
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | link);
  try {
    return read({ descriptor, stats: fstatSync(descriptor) });
  } finally {
    closeSync(descriptor);
  }
}
