/** How wide a table may get on standard output: as the window, and off terminals as wide as it is. */
export function tableWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns || 80 : Number.POSITIVE_INFINITY;
}
