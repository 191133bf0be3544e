/** Ends the page when nobody uses it. */
export interface IdleTimer {
  /** Somebody uses the page. */
  touch(): void;
  /** Ends it after what it has answered has been shown. */
  endSoon(): void;
  cancel(): void;
}

/** In milliseconds: time for a browser to load the stylesheet of the last answer. */
const farewellMs = 1_000;

/** Calls `onEnd` once, `idleMs` after the last touch; it keeps no process alive. */
export function createIdleTimer(idleMs: number, onEnd: () => void): IdleTimer {
  let timer: NodeJS.Timeout | undefined;
  const schedule = (delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(onEnd, delay).unref();
  };
  schedule(idleMs);
  return {
    touch: () => schedule(idleMs),
    endSoon: () => schedule(Math.min(idleMs, farewellMs)),
    cancel: () => clearTimeout(timer),
  };
}
