import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { closingLine, countsFile } from "./closing-line.ts";

/**
 * Builds, checks and tests everything through turbo, which does again only what changed since it last succeeded, and
 * closes with one line. Arguments go to turbo: `--force` does everything again.
 */
rmSync(countsFile, { force: true });
const tasks = ["build", "typecheck", "lint", "knip", "check:packages", "vitest"];
const { status } = spawnSync("turbo", ["run", ...tasks, "--continue", ...process.argv.slice(2)], {
  stdio: "inherit",
  shell: process.platform === "win32",
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
});
console.log(`\n${closingLine()}`);
process.exitCode = status ?? 1;
