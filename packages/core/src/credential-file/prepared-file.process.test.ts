import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import type { Credential } from "../credential.ts";
import { AuthError, type AuthErrorDetails } from "../errors.ts";
import { explain } from "../explanations/explain.ts";
import { formatCredential } from "./formats.ts";
import { writeCredentialFile } from "./prepared-file.ts";

const credential: Credential = {
  instanceUrl: "https://dev12345.service-now.com",
  clientId: "id",
  scopes: [],
  authorizationCode: "new-code",
  accessToken: "new-access",
  refreshToken: undefined,
  expiresAt: undefined,
};
const written = formatCredential(credential, "text");
const earlier = "Auth code: old\nAccess token: old\nRefresh token: old\n";
const name = "servicenow_credentials.txt";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

async function makeTarget(): Promise<string> {
  const target = join(await mkdtemp(join(root, "folder-")), name);
  await writeFile(target, earlier);
  return target;
}

async function expectKept(target: string): Promise<void> {
  expect(await readFile(target, "utf8")).toBe(earlier);
  expect(await readdir(join(target, ".."))).toEqual([name]);
}

const preamble = `
  import { openSync, closeSync, mkdirSync, writeFileSync } from "node:fs";
  const [folder, ...targets] = process.argv.slice(1);
  const { prepareCredentialFile, writeCredentialFile } = await import(folder + "prepared-file.ts");
  const { commitCredential } = await import(folder + "rescue.ts");
  const credential = ${JSON.stringify(credential)};
  const failureOf = (action) => action.then(() => "none", ({ code, details }) => ({ code, ...details }));
`;

/** Runs a script in a process of its own, after the shell has done `setUp`, and yields what it writes to stderr. */
async function runScript(script: string, targets: readonly string[], setUp?: string): Promise<string> {
  const values = [
    "--input-type=module",
    "-e",
    preamble + script,
    new URL("./", import.meta.url).href,
    ...targets,
  ];
  const { execPath } = process;
  const { stderr } = await (setUp === undefined
    ? promisify(execFile)(execPath, values)
    : promisify(execFile)("sh", ["-c", `${setUp} && exec "$0" "$@"`, execPath, ...values]));
  return stderr;
}

// A step is a call that changes something. From each in turn nothing happens any more; then the process is killed.
const stopAtEveryStep = `
  import fs from "node:fs";
  import { syncBuiltinESMExports } from "node:module";
  let calls, last;
  const instrument = (owner, names) => {
    for (const name of names) {
      const original = owner[name];
      owner[name] = (...values) => {
        calls += 1;
        if (calls >= last) throw new Error("killed");
        // Flushing is for power cuts, which this is not.
        return name === "fsync" ? values.at(-1)(null) : original.apply(owner, values);
      };
    }
  };
  const steps = ["openSync", "fchmodSync", "writeSync", "ftruncateSync", "fsync", "rename", "closeSync", "unlinkSync"];
  instrument(fs, steps);
  instrument(fs.promises, ["unlink"]);
  syncBuiltinESMExports();
  for (let step = 1, more = true; more; step += 1) {
    const target = targets[0] + "/" + step + "/${name}";
    calls = 0;
    last = Infinity;
    mkdirSync(targets[0] + "/" + step);
    writeFileSync(target, ${JSON.stringify(earlier)});
    calls = 0;
    last = step;
    more = await writeCredentialFile(target, credential, "text").then(() => calls >= last, () => true);
  }
  process.kill(process.pid, "SIGKILL");
`;

test("fault 9 and threat 65: kill -9 at any step leaves the old file or the new, and a later run leaves no rest", async () => {
  const folder = await mkdtemp(join(root, "steps-"));
  await expect(runScript(stopAtEveryStep, [folder])).rejects.toMatchObject({ signal: "SIGKILL" });
  const steps = await readdir(folder);
  expect(steps.length).toBeGreaterThanOrEqual(20);
  const outcomes = await Promise.all(steps.map((step) => readOutcome(join(folder, step, name))));
  expect(new Set(outcomes)).toEqual(new Set([earlier, written]));
});

/** What a killed run made of a target, after another run a quarter of an hour later. */
async function readOutcome(target: string): Promise<string> {
  const content = await readFile(target, "utf8");
  const then = new Date(Date.now() - 15 * 60_000);
  for (const entry of await readdir(join(target, ".."))) await utimes(join(target, "..", entry), then, then);
  // The earlier refresh token is the only one there is.
  if (content === written) expect(await readFile(`${target}.previous`, "utf8")).toBe(earlier);
  await writeCredentialFile(target, { ...credential, refreshToken: "token" }, "text");
  expect([name, `${name}.previous`]).toEqual(expect.arrayContaining(await readdir(join(target, ".."))));
  return content;
}

/** What fails in a process that may write no byte, that may open few files, and that then is no longer root. */
async function runCramped() {
  const targets = [await makeTarget(), await makeTarget(), await makeTarget()] as const;
  const [, inFolder, readOnly] = targets;
  await chmod(root, 0o711);
  await chmod(inFolder, 0o666);
  await chmod(join(inFolder, ".."), 0o555);
  await chmod(join(readOnly, ".."), 0o1777);
  await chmod(readOnly, 0o444);
  const script = `
    const [target, inFolder, readOnly] = targets;
    const noRoom = await failureOf(prepareCredentialFile(target));
    const descriptors = [];
    try { for (;;) descriptors.push(openSync("/dev/null")); } catch {}
    const noDescriptors = await failureOf(prepareCredentialFile(target));
    descriptors.forEach((descriptor) => closeSync(descriptor));
    if (process.getuid() === 0) {
      process.setgroups([]);
      process.setgid(65534);
      process.setuid(65534);
    }
    const forbidden = [inFolder, inFolder + "-new", readOnly].map((path) => failureOf(prepareCredentialFile(path)));
    console.error(JSON.stringify({ noRoom, noDescriptors, forbidden: await Promise.all(forbidden) }));
  `;
  const failures = JSON.parse(await runScript(script, targets, "ulimit -f 0 && ulimit -n 60"));
  await chmod(join(inFolder, ".."), 0o755);
  return { targets, failures };
}

/** What is ranked first for a failure that a process printed. */
const causeOf = ({
  code: _,
  ...details
}: { code: string } & AuthErrorDetails["CREDENTIAL_FILE_UNWRITABLE"]) =>
  explain(new AuthError("CREDENTIAL_FILE_UNWRITABLE", "", details)).causes[0]?.id;

/** What fails in a process whose room ends behind what was reserved, with its stdout closed. */
async function runNarrow() {
  const targets = [await makeTarget(), await makeTarget()] as const;
  const script = `
    const prepared = await prepareCredentialFile(targets[0]);
    const long = { ...credential, accessToken: "secret".repeat(50_000) };
    const failure = await failureOf(commitCredential(prepared, long, { format: "text", stateFolder: targets[0] + "/.." }));
    await writeCredentialFile(targets[1], credential, "text");
    console.error(JSON.stringify(failure));
  `;
  return { targets, failure: await runScript(script, targets, "ulimit -f 96 && exec >&-") };
}

if (process.platform !== "win32") {
  const cramped = runCramped();
  const narrow = runNarrow();

  test("faults 10 and 11: a file that may not grow is found before the code is spent", async () => {
    const { targets, failures } = await cramped;
    expect(failures).toMatchObject({
      noRoom: {
        code: "CREDENTIAL_FILE_UNWRITABLE",
        path: expect.stringContaining(targets[0]),
        reason: "full",
        systemCode: "EFBIG",
      },
    });
    await expectKept(targets[0]);
  });

  test("fault 12: room that ends after the check costs no earlier file, and is told", async () => {
    const { targets, failure } = await narrow;
    expect(JSON.parse(failure)).toMatchObject({ reason: "full", systemCode: "EFBIG", rescueFailed: true });
    expect(failure).not.toContain("secret");
    await expectKept(targets[0]);
  });

  test("fault 13: a folder or a file that must not be written to is found before the code is spent", async () => {
    const { targets, failures } = await cramped;
    const inFolder = { reason: "not-writable", systemCode: "EACCES" };
    const readOnly = { reason: "read-only", systemCode: "EACCES" };
    expect(failures).toMatchObject({ forbidden: [inFolder, inFolder, readOnly] });
    const [inOther, newFile, closed] = failures.forbidden;
    expect(causeOf(inOther)).toBe("folder-not-writable");
    expect(causeOf(newFile)).toBe("folder-not-writable");
    expect(causeOf(closed)).toBe("earlier-file-closed");
    await expectKept(targets[1]);
    await expectKept(targets[2]);
  });

  test("fault 15: a process out of file descriptors keeps the earlier file", async () => {
    const { targets, failures } = await cramped;
    expect(failures).toMatchObject({ noDescriptors: { reason: "io", systemCode: "EMFILE" } });
    expect(causeOf(failures.noDescriptors)).toBe("disk-failed");
    await expectKept(targets[0]);
  });

  test("fault 45: with stdout closed the file is still written", async () => {
    const { targets } = await narrow;
    expect(await readFile(targets[1], "utf8")).toBe(written);
  });
}
