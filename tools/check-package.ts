import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Packs the package in the current folder as it would be published, and checks the tarball with publint and attw. */
const folder = mkdtempSync(join(tmpdir(), "nowtoken-pack-"));
const run = (command: string, ...args: string[]): unknown =>
  execFileSync(command, args, { stdio: ["ignore", "pipe", "inherit"], shell: process.platform === "win32" });

try {
  run("pnpm", "pack", "--pack-destination", folder);
  const tarball = join(folder, readdirSync(folder)[0] ?? "");
  run("publint", tarball, "--strict");
  if (process.argv.includes("--types")) run("attw", tarball, "--profile", "esm-only");
} catch (error) {
  const { stdout } = error as { stdout?: Buffer };
  process.stderr.write(stdout ?? `${error}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
