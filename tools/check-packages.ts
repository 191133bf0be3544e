import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** Resolutions that packages of ES modules alone need not serve. */
const foreign = ["node10", "node16-cjs"];

/**
 * Packs every package as it would be published, and checks each tarball with publint and, where there is something to
 * import, with attw: all in one process, since loading the two is most of the work.
 */
const manifests = globSync("{packages,apps}/*/package.json")
  .map((path): Manifest => JSON.parse(readFileSync(path, "utf8")))
  .filter((manifest) => !manifest.private);
const folder = mkdtempSync(join(tmpdir(), "nowtoken-pack-"));
try {
  const filters = manifests.flatMap(({ name }) => ["--filter", name]);
  execFileSync("pnpm", ["--recursive", ...filters, "pack", "--pack-destination", folder], {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  for (const manifest of manifests) {
    const tarball = readFileSync(join(folder, tarballName(manifest)));
    const problems = [
      ...(await lint(tarball)),
      ...("." in manifest.exports ? await checkTypes(tarball) : []),
    ];
    for (const problem of problems) console.error(`${manifest.name}: ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** As `pnpm pack` names it: `@nowtoken/core` becomes `nowtoken-core-0.0.0.tgz`. */
function tarballName({ name }: Manifest): string {
  const start = `${name.replace("@", "").replace("/", "-")}-`;
  const [found] = globSync(`${start}[0-9]*.tgz`, { cwd: folder });
  if (found === undefined) throw new Error(`expected a tarball of ${name}`);
  return found;
}

async function lint({ buffer, byteOffset, byteLength }: Buffer<ArrayBuffer>): Promise<string[]> {
  const tarball = buffer.slice(byteOffset, byteOffset + byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

async function checkTypes(tarball: Uint8Array): Promise<string[]> {
  const result = await checkPackage(createPackageFromTarballData(tarball));
  if (!result.types) return ["expected types for what can be imported"];
  return result.problems
    .filter((problem) => !("resolutionKind" in problem && foreign.includes(problem.resolutionKind)))
    .map((problem) => JSON.stringify(problem));
}
