import type { KeptLogin } from "./kept-login.ts";
import type { TokenKeeper } from "./token-keeper.ts";

/** Keeps a login in this process alone. */
export function createMemoryKeeper(first: KeptLogin): TokenKeeper {
  let kept = first;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    read: async () => kept,
    exists: () => true,
    hold(action) {
      const mine = turn.then(() =>
        action({
          kept,
          prepare: async () => ({
            write: async (change) => {
              kept = { ...kept, ...change };
            },
            discard: () => {},
          }),
        }),
      );
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
