import { styleFor } from "./style.ts";

/** Prints each warning as a paragraph of its own on standard error. */
export function printWarnings(warnings: readonly string[]): void {
  if (warnings.length === 0) return;
  const style = styleFor(process.stderr);
  for (const warning of warnings)
    process.stderr.write(`${style.wrap(`${style.yellow("Warning:")} ${warning}`)}\n`);
}
