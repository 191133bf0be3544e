import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { readOpened } from "../credential-file/opened-file.ts";
import { ownAlone } from "../credential-file/temporary-file.ts";
import { isRunning } from "../credential-file/temporary-name.ts";

/** What is written down of the holder of a lock, while it has it. */
export interface HolderNote {
  /** When the lock was taken by somebody who died before it was given back; undefined where nobody did. */
  readonly abandonedAt: Date | undefined;
  /** Says that what this left open has been dealt with: until then, the next holder hears of it too. */
  settle(): void;
  /** Writes down that the lock is given back. Never throws. */
  giveBack(): void;
}

/** In bytes. */
const length = 10;
/** Stands for a holder that died, where another one has had the lock since. */
const abandoned = "0";

/** Nothing is known, where nothing can be written. */
export const noHolderNote: HolderNote = { abandonedAt: undefined, settle: () => {}, giveBack: () => {} };

/**
 * Writes down which process has a lock, for those that give up waiting, and for the next holder where this one dies.
 * Nobody believes of it that somebody has the lock. Never throws.
 *
 * Written over what stands there: a file system may take its time to truncate a file for good.
 */
export function noteHolder(lockPath: string): HolderNote {
  try {
    const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);
    return writeNote(openSync(holderFile(lockPath), flags, 0o600));
  } catch {
    return noHolderNote;
  }
}

/** The process that has a lock, as far as is known. */
export function readHolder(lockPath: string): number | undefined {
  try {
    const pid = readOpened(holderFile(lockPath), ({ descriptor }) =>
      Number(readFileSync(descriptor, "utf8")),
    );
    return Number.isSafeInteger(pid) && pid > 0 && isRunning(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function writeNote(file: number): HolderNote {
  try {
    ownAlone(file);
    const earlier = Buffer.alloc(length, " ");
    readSync(file, earlier, 0, length, 0);
    const abandonedAt = earlier.toString().trim() === "" ? undefined : fstatSync(file).mtime;
    writeOver(file, `${process.pid}`);
    let isOpen = abandonedAt !== undefined;
    return {
      abandonedAt,
      settle: () => (isOpen = false),
      giveBack: () => close(file, isOpen ? abandoned : ""),
    };
  } catch {
    closeSync(file);
    return noHolderNote;
  }
}

function close(file: number, last: string): void {
  try {
    writeOver(file, last);
  } catch {
    // Then it looks as if this holder had died.
  } finally {
    closeSync(file);
  }
}

const writeOver = (file: number, text: string): number => writeSync(file, text.padEnd(length), 0);

const holderFile = (lockPath: string): string => `${lockPath}.pid`;
