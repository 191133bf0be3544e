import { styleFor } from "./terminal/style.ts";

/** Says on stderr what does not stop the command. */
export function printWarnings(warnings: readonly string[]): void {
  const style = styleFor(process.stderr);
  for (const warning of warnings)
    process.stderr.write(`${style.wrap(`${style.yellow("Warning:")} ${warning}`)}\n`);
}
