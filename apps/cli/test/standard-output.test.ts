import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, makeHome, makeInstance } from "./home.ts";
import { executable, nowtoken, type Run } from "./nowtoken.ts";

afterAll(cleanUp);

/** A login that waits for `exchange --out -`, which can rescue tokens to `state`. */
async function begin() {
  const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
  const state = join(home.folder, "state");
  const environment = { ...home.environment, ...settings, NOWTOKEN_OUT: "-", NOWTOKEN_STATE_DIR: state };
  const { stdout } = await runCommand(["url"], { environment });
  return { state, environment, input: await allow(server, stdout) };
}

/** Runs the command with its standard output led to a device. */
async function runInto(
  device: string,
  words: readonly string[],
  { environment, input = "" }: { environment: NodeJS.ProcessEnv; input?: string },
): Promise<Omit<Run, "stdout">> {
  await using output = await open(device, "w");
  const child = spawn(process.execPath, [executable, ...words], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["pipe", output.fd, "pipe"],
  });
  if (child.stdin === null || child.stderr === null) throw new Error("expected pipes");
  child.stdin.on("error", () => undefined).end(input);
  const [stderr] = await Promise.all([text(child.stderr), once(child, "close")]);
  return { exitCode: child.exitCode, stderr: stderr.replace(/\s+/g, " ") };
}

async function expectRescue({ exitCode, stderr }: Omit<Run, "stdout">, state: string) {
  const [name = ""] = (await readdir(state)).filter((entry) => entry.startsWith("rescued-"));
  expect([exitCode, stderr.replace(/\s+/g, " ")]).toEqual([
    6,
    expect.stringContaining(`are in ${join(state, name)}`),
  ]);
  expect(await readFile(join(state, name), "utf8")).toMatch(/^Auth code: \S+\nAccess token: \S+\n/);
}

describe.concurrent("tokens for standard output are rescued", () => {
  test("when its reader has gone", async () => {
    const { state, environment, input } = await begin();
    const run = await nowtoken(["exchange"], {
      environment,
      meanwhile: async ({ process }) => {
        process.stdout.destroy();
        process.stdin.end(input);
      },
    });
    await expectRescue(run, state);
  });

  test.runIf(process.platform === "linux")("when its disk is full", async () => {
    const { state, environment, input } = await begin();
    await expectRescue(await runInto("/dev/full", ["exchange"], { environment, input }), state);
  });

  test.skipIf(process.platform === "win32")(
    "or never asked for: what keeps nothing is refused before the code is spent",
    async () => {
      const { environment, input } = await begin();
      const run = await runInto("/dev/null", ["exchange"], { environment, input });
      expect([run.exitCode, run.stderr]).toEqual([
        6,
        expect.stringMatching(/^Error: What is written to standard output is kept nowhere: .*--out FILE/u),
      ]);
      const explained = await runCommand(["explain", "--json"], { environment });
      expect(JSON.parse(explained.stdout).causes[0].id).toBe("output-keeps-nothing");
      expect((await runCommand(["exchange"], { environment, input })).exitCode).toBe(0);
    },
  );
});

test.runIf(process.platform === "linux").concurrent.each([[["url", "dev1", "--client-id", "x"]], [["demo"]]])(
  "%j on a full disk ends with 6 and a plain sentence, and demo leaves nothing behind",
  async (words) => {
    const home = await makeHome();
    const run = await runInto("/dev/full", words, {
      environment: {
        ...home.environment,
        TMPDIR: home.folder,
        NOWTOKEN_STATE_DIR: join(home.folder, "state"),
      },
    });
    expect([run.exitCode, run.stderr]).toEqual([6, expect.stringMatching(/^Error: There is no room left/)]);
    expect((await readdir(home.folder)).filter((name) => name.startsWith("nowtoken"))).toEqual([]);
  },
);

test.runIf(process.platform === "linux")(
  "Node.js has nothing to warn of where there is no keychain",
  async () => {
    const { environment } = await makeHome();
    const run = await nowtoken(["doctor", "--offline", "--json"], {
      environment: {
        ...environment,
        NOWTOKEN_STORE: "keychain",
        DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent",
      },
    });
    expect(run.stderr).toBe("");
    // Its own words: the native package was loaded.
    expect(run.stdout).toContain("unix:path=/nonexistent");
  },
);
