interface Run<Value> {
  readonly result: Promise<Value>;
  readonly ended: AbortController;
  waiting: number;
}

/** Joins the run that is under way, else begins one. */
export type ShareRun<Value> = (
  begin: (signal: AbortSignal) => Promise<Value>,
  signal: AbortSignal | undefined,
) => Promise<Value>;

/**
 * Lets all that ask while something runs share its outcome. Whoever gives up leaves the others alone; the run is ended
 * when all have given up, and the last of them waits for its end.
 */
export function createSharedRun<Value>(): ShareRun<Value> {
  let current: Run<Value> | undefined;
  const forget = (run: Run<Value>) => {
    if (current === run) current = undefined;
  };
  const start = (begin: (signal: AbortSignal) => Promise<Value>): Run<Value> => {
    const ended = new AbortController();
    const run = { result: begin(ended.signal).finally(() => forget(run)), ended, waiting: 0 };
    return run;
  };
  return async (begin, signal) => {
    signal?.throwIfAborted();
    current ??= start(begin);
    const run = current;
    run.waiting += 1;
    const { promise: left, reject } = Promise.withResolvers<never>();
    const leave = () => {
      run.waiting -= 1;
      if (run.waiting > 0) return reject(signal?.reason);
      forget(run);
      run.ended.abort(signal?.reason);
    };
    signal?.addEventListener("abort", leave);
    try {
      return await Promise.race([run.result, left]);
    } finally {
      signal?.removeEventListener("abort", leave);
    }
  };
}
