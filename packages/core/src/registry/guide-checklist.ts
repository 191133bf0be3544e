import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import { writePrivateFile } from "../credential-file/private-file.ts";
import { storeFault } from "../store/store-error.ts";

/** Which steps of a guide somebody has ticked. */
export interface GuideChecklist {
  /** The ids of the ticked steps; `list` tells guides of different instances and forms apart. */
  read(list: string): Promise<readonly string[]>;
  /** Throws STORE_UNUSABLE. */
  tick(list: string, step: Step): Promise<void>;
}

interface Step {
  readonly id: string;
  readonly done: boolean;
}

const content = z.record(z.string(), z.array(z.string()));

/** Ticks that a file of the state folder remembers; one that cannot be read counts as without any. */
export function createGuideChecklist(stateFolder: string): GuideChecklist {
  const path = join(stateFolder, "guide.json");
  const readAll = async () =>
    content.safeParse(parse(await readFile(path, "utf8").catch(() => ""))).data ?? {};
  return {
    read: async (list) => (await readAll())[list] ?? [],
    async tick(list, step) {
      const all = await readAll();
      const text = `${JSON.stringify({ ...all, [list]: withStep(all[list] ?? [], step) }, null, 2)}\n`;
      try {
        await writePrivateFile(path, text);
      } catch (error) {
        throw storeFault(error, { path });
      }
    },
  };
}

/** Ticks that are forgotten with the process. */
export function createMemoryChecklist(): GuideChecklist {
  const ticked = new Map<string, readonly string[]>();
  const read = (list: string) => ticked.get(list) ?? [];
  return {
    read: async (list) => read(list),
    async tick(list, step) {
      ticked.set(list, withStep(read(list), step));
    },
  };
}

function withStep(ticked: readonly string[], { id, done }: Step): readonly string[] {
  const others = ticked.filter((other) => other !== id);
  return done ? [...others, id] : others;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
