import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const cache = join(import.meta.dirname, "../node_modules/.cache/chromium");
const chosen = process.env["CHROMIUM"];
const installed = ["/usr/bin/chromium", "/usr/bin/google-chrome"];

interface Program {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

/** Where the Chromium is that an npm package carries (Linux on x64), its libraries and fonts beside it. */
async function unpacked(): Promise<Program | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const executablePath = join(cache, "chromium");
  if (!existsSync(executablePath)) await unpack();
  // Its own fonts.conf names /tmp/fonts.
  const fonts = join(cache, "fonts.conf");
  writeFileSync(
    fonts,
    `<fontconfig><dir>${cache}/fonts</dir><cachedir>${cache}/fontcache</cachedir></fontconfig>`,
  );
  return { executablePath, env: { LD_LIBRARY_PATH: join(cache, "al2023/lib"), FONTCONFIG_FILE: fonts } };
}

/** Into a folder of its own first: a run that is killed leaves nothing that looks whole, and two may run at once. */
async function unpack(): Promise<void> {
  const folder = `${cache}-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  await withEnvironment({ TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" }, async () => {
    const { default: packed } = await import("@sparticuz/chromium");
    await packed.executablePath();
  });
  try {
    renameSync(folder, cache);
  } catch {
    // Another run was faster.
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The package unpacks into the temporary folder, and its libraries only where it takes itself to be on Lambda. */
async function withEnvironment(variables: Record<string, string>, work: () => Promise<void>): Promise<void> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** Ends the names of tests that were not run. */
export const noBrowser = " (no Chromium here: set CHROMIUM=/path/to/chrome)";

/**
 * Starts the Chromium that `$CHROMIUM` names, else the one from npm, which has no window to draw and so is four times
 * as fast, else an installed one; undefined where there is none.
 */
export async function launch(): Promise<Browser | undefined> {
  const found = chosen === undefined ? ((await unpacked()) ?? findInstalled()) : plain(chosen);
  if (found === undefined) return undefined;
  return chromium.launch({
    executablePath: found.executablePath,
    env: { ...process.env, ...found.env },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

function findInstalled(): Program | undefined {
  const path = installed.find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : plain(path);
}

const plain = (executablePath: string): Program => ({ executablePath, env: {} });
