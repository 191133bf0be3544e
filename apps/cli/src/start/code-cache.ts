import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { Script } from "node:vm";

/** What V8 made of a bundle's files, kept from one run to the next. */
export interface CodeCache {
  /** Compiles a file, or takes what is kept of it. */
  compile(file: { readonly name: string; readonly path: string; readonly source: string }): Script;
  /** Keeps what was compiled since, functions included that ran first after their file was loaded. Never throws. */
  save(): void;
}

interface CodeCachePlace {
  /** Where it is kept; undefined for nowhere. */
  readonly path: string | undefined;
  /** Tells builds apart: V8 itself compares no more of a source than its length. */
  readonly build: string;
}

/** Compiled code by the names of its files. */
type Entries = ReadonlyMap<string, Buffer>;

/**
 * Opens what is kept of a build.
 *
 * Node.js's own cache holds of each file what was compiled before any of it ran; the functions that every run needs are
 * then compiled in every run, for a third of the time that a short command takes.
 */
export function openCodeCache({ path, build }: CodeCachePlace): CodeCache {
  const kept: Entries = path === undefined ? new Map() : readEntries(path, build);
  const scripts = new Map<string, Script>();
  let changed = false;
  return {
    compile({ name, path: filename, source }) {
      const cachedData = kept.get(name);
      const script = new Script(source, {
        filename,
        ...(cachedData && { cachedData }),
      });
      changed ||= cachedData === undefined || script.cachedDataRejected === true;
      scripts.set(name, script);
      return script;
    },
    save() {
      if (path === undefined || !changed) return;
      const compiled = [...scripts].map(([name, script]) => [name, script.createCachedData()] as const);
      try {
        writeEntries(path, build, new Map([...kept, ...compiled]));
      } catch {
        // A full disk, or a folder that is not ours to write to: the next run is as slow as this one.
      }
    },
  };
}

/** A line that says what follows, and the entries one after the other. */
interface Header {
  readonly build: string;
  readonly lengths: Readonly<Record<string, number>>;
}

/** None where there is no file, or one that anybody else could have written. What is cut short V8 itself refuses. */
function readEntries(path: string, build: string): Entries {
  try {
    const bytes = readOwn(path);
    let end = bytes.indexOf("\n") + 1;
    const header: Header = JSON.parse(bytes.toString("utf8", 0, end));
    if (header.build !== build) return new Map();
    const slice = ([name, length]: [string, number]) => {
      end += length;
      return [name, bytes.subarray(end - length, end)] as const;
    };
    return new Map(Object.entries(header.lengths).map(slice));
  } catch {
    return new Map();
  }
}

/** It is code: whoever can write it decides what we run. */
function readOwn(path: string): Buffer {
  const descriptor = openSync(path, "r");
  try {
    const { uid, mode } = fstatSync(descriptor);
    const isOwn = process.geteuid === undefined || (uid === process.geteuid() && (mode & 0o022) === 0);
    if (!isOwn) throw new Error("expected a file that nobody else can write");
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Whole or not at all, and on the disk before it can be found. */
function writeEntries(path: string, build: string, entries: Entries): void {
  const lengths = Object.fromEntries([...entries].map(([name, { length }]) => [name, length]));
  const header: Header = { build, lengths };
  const temporary = `${path}.${process.pid}`;
  const descriptor = openSync(temporary, "wx", 0o600);
  try {
    writeFileSync(
      descriptor,
      Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...entries.values()]),
    );
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, path);
}
