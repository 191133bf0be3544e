export interface StatusLine {
  /** Shows the description again, soon: many changes at once are one. */
  update(): void;
  /** Shows it for the last time and ends the line. */
  end(): void;
}

export interface StatusLineOptions {
  /** One line of text, narrower than the terminal. */
  readonly describe: () => string;
  /** Whether the output can show a line anew in its place; elsewhere it is written once, at the end. */
  readonly redraws: boolean;
}

/** A line that shows how things are: written anew in its place when something changed, and every second. */
export function createStatusLine(output: NodeJS.WritableStream, options: StatusLineOptions): StatusLine {
  const { describe, redraws } = options;
  let shown = "";
  let scheduled: NodeJS.Immediate | undefined;

  const draw = () => {
    scheduled = undefined;
    const line = describe();
    if (line !== shown) output.write(`\r${line}\u001b[K`);
    shown = line;
  };
  const update = () => {
    if (redraws) scheduled ??= setImmediate(draw);
  };
  update();
  const clock = setInterval(update, 1000);

  return {
    update,
    end() {
      clearInterval(clock);
      clearImmediate(scheduled);
      if (redraws) draw();
      output.write(redraws ? "\n" : `${describe()}\n`);
    },
  };
}
