import { createStatusLine } from "../terminal/status-line.ts";
import { styleFor } from "../terminal/style.ts";

export interface Progress {
  /** One profile is done: shown at once where there is no terminal, counted where there is one. */
  done(line: string): void;
  end(): void;
}

/** Shows on stderr how far work on many profiles is. */
export function showProgress(total: number, verb: string): Progress {
  const style = styleFor(process.stderr);
  if (!style.redraws) return { done: (line) => void process.stderr.write(`${line}\n`), end: () => undefined };
  let count = 0;
  const describe = () => `${verb} ${count} of ${total}`;
  const line = createStatusLine(process.stderr, { describe, redraws: true });
  return {
    done() {
      count += 1;
      line.update();
    },
    end: () => line.end(),
  };
}
