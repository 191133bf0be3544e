import type { PracticeClient } from "./options.ts";

export type AssertionStore = ReturnType<typeof createAssertionStore>;

/** The assertions that were used already, by client and `jti`. */
export function createAssertionStore() {
  const used = new Set<string>();
  return {
    /** False when it was used before. */
    spend({ sysId }: PracticeClient, jti: string): boolean {
      const key = `${sysId} ${jti}`;
      const isNew = !used.has(key);
      used.add(key);
      return isNew;
    },
    forgetAll: (): void => used.clear(),
  };
}
