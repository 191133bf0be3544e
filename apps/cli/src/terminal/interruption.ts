// 128 and the signal's number, as shells tell it.
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const signals = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

type InterruptionSignal = (typeof signals)[number];

/** The person, or the system, ended the command: nothing to explain, only an exit code to leave with. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  readonly exitCode: 129 | 130 | 143;

  constructor(signal: InterruptionSignal) {
    super(`interrupted by ${signal}`);
    this.exitCode = exitCodes[signal];
  }
}

/**
 * Does work that SIGINT, SIGTERM and SIGHUP abort, with an {@link Interruption} as the reason; a second one exits at
 * once. Between such works the signals end the process as they do any other.
 */
export async function withInterruption<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const interrupt = (signal: InterruptionSignal) => {
    const interruption = new Interruption(signal);
    if (controller.signal.aborted) process.exit(interruption.exitCode);
    controller.abort(interruption);
  };
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}
