import { execFile, spawnSync } from "node:child_process";
import { chmod, chown, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { bundleProgram } from "../../../../tools/bundle-program.ts";
import { AuthError, type AuthErrorDetails } from "../errors.ts";
import { explain } from "../explanations/explain.ts";
import { givenLogin } from "./given-store.fixture.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

const program = await bundleProgram(join(import.meta.dirname, "cramped-store.fixture.ts"));

/** Makes a login for each situation, and a process that refreshes them after the shell has done `setUp`. */
async function run(setUp: string, situations: readonly string[]) {
  const folder = await mkdtemp(join(root, "cramped-"));
  const texts: Record<string, string> = {};
  for (const situation of situations) {
    const given = await givenLogin(root);
    texts[situation] = await given.textOf("default");
    await rename(given.stateFolder, join(folder, situation));
  }
  await handOverToNobody(join(folder, "nobody"));
  const words = ["-c", `${setUp} && exec "$0" "$@"`, process.execPath, program, folder, ...situations];
  const { stdout } = await promisify(execFile)("sh", words);
  return { stdout, outcomes: JSON.parse(stdout), texts, folder };
}

/** A folder that its owner may not write to: root may write to any. */
async function handOverToNobody(folder: string): Promise<void> {
  const paths = await readdir(folder, { recursive: true }).catch(() => []);
  if (paths.length === 0) return;
  await chmod(root, 0o711);
  await chmod(join(folder, ".."), 0o711);
  if (process.getuid?.() === 0)
    for (const path of ["", ...paths]) await chown(join(folder, path), 65534, 65534);
  await chmod(join(folder, "profiles"), 0o500);
}

async function expectKept({ texts, folder }: Awaited<ReturnType<typeof run>>): Promise<void> {
  for (const [situation, text] of Object.entries(texts)) {
    const profiles = join(folder, situation, "profiles");
    expect(await readFile(join(profiles, "default.json"), "utf8")).toBe(text);
    expect(await readdir(profiles)).toEqual(["default.json"]);
  }
}

/** What is ranked first for a failure that a process printed. */
const causeOf = ({ details }: { details: AuthErrorDetails["STORE_UNUSABLE"] }) =>
  explain(new AuthError("STORE_UNUSABLE", "", details)).causes[0]?.id;

const refused = (systemCode: string) => ({
  code: "STORE_UNUSABLE",
  details: { reason: "io", systemCode },
  requests: 0,
});

if (process.platform !== "win32") {
  test("faults 10, 11, 13 and 15: where a profile could not be written no request is sent, and it is kept", async () => {
    const cramped = await run("ulimit -f 0 && ulimit -n 200", ["room", "descriptors", "nobody"]);
    expect(cramped.outcomes).toMatchObject({
      room: refused("EFBIG"),
      descriptors: refused("EMFILE"),
      nobody: refused("EACCES"),
    });
    const { room, descriptors, nobody } = cramped.outcomes;
    expect(causeOf(room)).toBe("state-folder-full");
    expect(causeOf(descriptors)).toBe("too-many-files");
    expect(causeOf(nobody)).toBe("state-folder-unusable");
    await expectKept(cramped);
  });

  const canMount = spawnSync("unshare", ["-rm", "mount", "-o", "bind,ro", root, root]).status === 0;
  const why = canMount ? "" : " (not tried: this system lets nobody mount)";

  test.runIf(canMount)(
    `on a file system that is read-only no request is sent, and the profile is kept${why}`,
    async () => {
      const mount = `mount -o bind,ro "$2" "$2" && exec "$0" "$@"`;
      const still = await run(`exec unshare -rm sh -c '${mount}' "$0" "$@"`, ["still"]);
      expect(still.outcomes).toMatchObject({ still: refused("EROFS") });
      expect(causeOf(still.outcomes.still)).toBe("state-folder-read-only");
      await expectKept(still);
    },
  );

  test("fault 12: tokens that find room nowhere leave the profile as it was, and are told as lost", async () => {
    // In blocks of 512 bytes: enough for the room that is taken before, too little for the tokens that come.
    const narrow = await run("ulimit -f 64", ["long"]);
    expect(narrow.outcomes).toMatchObject({
      long: {
        code: "STORE_UNUSABLE",
        details: { reason: "io", systemCode: "EFBIG", rescueFailed: true },
        requests: 1,
      },
    });
    expect(narrow.stdout).not.toMatch(/secret|rotated/u);
    await expectKept(narrow);
  });
}
