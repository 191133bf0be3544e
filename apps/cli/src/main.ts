import { manifest, packageJson } from "virtual:manifest";
import { run } from "@oclif/core/run";
import { silentLogger } from "./silent-logger.ts";
import { createStaticPlugin } from "./static-plugin.ts";
import { exitIfNeeded } from "./terminal/final-exit.ts";

/** Runs the command line, and leaves the exit code to the process for when nothing is under way any more. */
export async function main(argv: string[], root: string): Promise<void> {
  // A theme would be one more file to look for at each start.
  process.env["NOWTOKEN_DISABLE_THEME"] ??= "1";
  const plugin = createStaticPlugin(root);
  try {
    await run(argv, {
      root,
      pjson: packageJson,
      plugins: new Map([[plugin.name, plugin]]),
      devPlugins: false,
      userPlugins: false,
      ...(process.env["DEBUG"] === undefined && { logger: silentLogger }),
    });
  } catch (error) {
    const { reportFailure } = await import("./failures/report.ts");
    process.exitCode = await reportFailure(error, argv, manifest);
  }
  await exitIfNeeded();
}
