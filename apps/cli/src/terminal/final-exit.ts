let needed = false;

/** Has the process end when everything is told, though something that nobody waits for keeps it alive. */
export function exitWhenTold(): void {
  needed = true;
}

/** Ends the process with the exit code that it has, if that was asked for, as soon as what was written is out. */
export async function exitIfNeeded(): Promise<void> {
  if (!needed) return;
  const flushed = [process.stdout, process.stderr].map(
    (stream) => new Promise<void>((resolve) => stream.write("", () => resolve())),
  );
  await Promise.all(flushed);
  process.exit();
}
