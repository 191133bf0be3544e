import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const cache = join(import.meta.dirname, "../node_modules/.cache/chromium");
const installed = process.env["CHROMIUM"]?.split(":") ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"];

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

/** Into a folder of its own first, so that a run that was killed leaves nothing that looks whole. */
async function unpack(): Promise<void> {
  const folder = `${cache}-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const before = { ...process.env };
  // The package unpacks into the temporary folder, and its libraries only where it takes itself to be on Lambda.
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" });
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    await packed.executablePath();
    rmSync(cache, { recursive: true, force: true });
    renameSync(folder, cache);
  } finally {
    process.env = before;
  }
}

/** Ends the names of tests that were not run. */
export const noBrowser = " (no Chromium here: set CHROMIUM=/path/to/chrome)";

/** Starts an installed Chromium, else the one from npm; undefined where there is neither. */
export async function launch(): Promise<Browser | undefined> {
  const executablePath = installed.find((path) => existsSync(path));
  const found = executablePath === undefined ? await unpacked() : { executablePath, env: {} };
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
