import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, test, vi } from "vitest";
import { AuthError, type AuthErrorDetails } from "../errors.ts";
import { explain } from "../explanations/explain.ts";
import { readKeychain } from "./keychain.ts";
import { isKeychainUnanswered } from "./unanswered-call.ts";
import { readVaultKey, type VaultOptions } from "./vault-key.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true, force: true }));

const programs = ["/usr/bin/dbus-run-session", "/usr/bin/gnome-keyring-daemon"];
const present = programs.every((program) => existsSync(program));
const absent = " (no keychain to try here: apt-get install gnome-keyring dbus-daemon)";

const path = "nowtoken / vault-key in the keychain";
/** What is ranked first for a failure that a process printed. */
const causeOf = ({ code: _, ...details }: { code: string } & AuthErrorDetails["STORE_UNUSABLE"]) =>
  explain(new AuthError("STORE_UNUSABLE", "", details)).causes[0]?.id;

const refusal = (reason: string) => ({ code: "STORE_UNUSABLE", reason, path });

const preamble = `
  const [folder, stateFolder] = process.argv.slice(1);
  const { readVaultKey, readOrMakeVaultKey } = await import(folder + "vault-key.ts");
  const { readKeychain } = await import(folder + "keychain.ts");
  const { isKeychainUnanswered } = await import(folder + "unanswered-call.ts");
  const options = { stateFolder, environment: {}, interactive: false, lock: (action) => action() };
  const read = (changes) => readVaultKey("keychain", { ...options, ...changes });
  const failureOf = (action) => action.then(() => "none", ({ code, details }) => ({ code, ...details }));
  const print = (result) => process.stdout.write(JSON.stringify(result));
`;

/** Runs a script with its imports in a process of its own, where no keychain of the person's can be reached. */
async function runScript(script: string, [program, ...words]: readonly [string, ...string[]]) {
  const url = new URL("./", import.meta.url).href;
  const given = [...words, "--input-type=module", "-e", preamble + script, url, root];
  const { PATH, SystemRoot } = process.env;
  const env = { PATH, SystemRoot, HOME: root, XDG_RUNTIME_DIR: root };
  const child = spawn(program, given, { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = Promise.withResolvers<number | null>();
  child.once("error", ended.reject).once("close", ended.resolve);
  const [output, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(output, complaints).not.toBe("");
  return { exitCode: await ended.promise, printed: JSON.parse(output) };
}

/** A session's bus, with a prompt that closes at once until there is a file `hang`: then nobody answers it. */
async function writeBus(): Promise<string> {
  const [prompter, bus] = [join(root, "prompter.sh"), join(root, "bus.conf")];
  // The bus leaves behind what it has started; this goes with the test.
  const wait = `exec tail --pid=${process.pid} -f /dev/null >/dev/null 2>&1`;
  await writeFile(prompter, `[ -e "${root}/hang" ] && ${wait}\nexit 1\n`);
  const service = `[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=/bin/sh ${prompter}\n`;
  await writeFile(join(root, "prompter.service"), service);
  await writeFile(
    bus,
    `<busconfig><type>session</type><listen>unix:dir=${root}</listen><servicedir>${root}</servicedir>
    <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
    <limit name="service_start_timeout">3600000</limit></busconfig>`,
  );
  return bus;
}

describe.runIf(present)(`a Secret Service${present ? "" : absent}`, () => {
  test("keeps the key, refuses while it is locked, and holds up nobody who leaves", async () => {
    const script = `
      import { spawn } from "node:child_process";
      import { once } from "node:events";
      import { writeFileSync } from "node:fs";
      const startKeychain = async (flag, expected) => {
        const words = ["--components=secrets", flag];
        const daemon = spawn("/usr/bin/gnome-keyring-daemon", words, { stdio: ["pipe", "ignore", "ignore"] });
        daemon.stdin.end("password");
        await once(daemon, "exit");
        // It goes into the background before it has its name on the bus.
        for (;;) {
          const failure = await failureOf(read());
          if (failure.reason === expected) return failure;
        }
      };
      const none = await startKeychain("--unlock", "key-missing");
      const made = await readOrMakeVaultKey("keychain", options);
      const keys = [made, await readOrMakeVaultKey("keychain", options), await read()];
      const atEase = isKeychainUnanswered();
      const locked = await startKeychain("--replace", "keychain-failed");
      const waits = [];
      const dismissed = await failureOf(read({ interactive: true, onKeychainWait: () => waits.push("dismissed") }));
      writeFileSync(stateFolder + "/hang", "");
      const silent = await failureOf(
        readKeychain({ interactive: true, limitSeconds: 1.2, onWait: () => waits.push("silent") }),
      );
      const stillSilent = await failureOf(read({ interactive: true }));
      const ids = keys.map(({ id }) => id);
      const hangs = [atEase, isKeychainUnanswered()];
      print({ none, ids, bytes: made.key.length, locked, dismissed, silent, stillSilent, hangs, waits });
      process.exit(6);
    `;
    const session = ["/usr/bin/dbus-run-session", `--config-file=${await writeBus()}`, "--"] as const;
    const { exitCode, printed } = await runScript(script, [...session, process.execPath]);
    expect(printed).toEqual({
      none: refusal("key-missing"),
      ids: Array(3).fill(expect.stringMatching(/^[0-9a-f]{8}$/)),
      bytes: 32,
      locked: { ...refusal("keychain-failed"), systemMessage: expect.stringContaining("locked") },
      dismissed: { ...refusal("keychain-failed"), systemMessage: expect.stringContaining("dismissed") },
      silent: refusal("keychain-silent"),
      stillSilent: refusal("keychain-silent"),
      hangs: [false, true],
      waits: expect.arrayContaining(["silent"]),
    });
    expect(new Set(printed.ids).size).toBe(1);
    const { none, locked, silent } = printed;
    expect(causeOf(none)).toBe("key-missing");
    expect(causeOf(locked)).toBe("keychain-refused");
    expect(causeOf(silent)).toBe("keychain-locked");
    expect(exitCode).toBe(6);
  });
});

test("without the package there is no keychain", async () => {
  const hook = `data:text/javascript,import { registerHooks } from "node:module";
    registerHooks({ resolve: (name, context, next) => next(name.replace("@napi-rs/", "@none/"), context) });`;
  const script = 'print(await failureOf(readOrMakeVaultKey("keychain", options)));';
  const { exitCode, printed } = await runScript(script, [process.execPath, "--import", hook]);
  expect(printed).toEqual({ ...refusal("keychain-missing"), systemCode: "ERR_MODULE_NOT_FOUND" });
  expect(causeOf(printed)).toBe("keychain-missing");
  expect(exitCode).toBe(0);
});

describe.runIf(process.platform === "linux")("a session's bus", () => {
  /** Does something where the bus is at another place than the person's own. */
  async function withBusAt<Value>(place: string, work: () => Promise<Value>): Promise<Value> {
    const name = "DBUS_SESSION_BUS_ADDRESS";
    const before = process.env[name];
    process.env[name] = `unix:path=${place}`;
    try {
      return await work();
    } finally {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    }
  }

  test("that is not there means that there is no keychain", async () => {
    const options: VaultOptions = {
      stateFolder: root,
      environment: {},
      interactive: true,
      lock: (action) => action(),
    };
    const reading = withBusAt(join(root, "no-bus"), () => readVaultKey("keychain", options));
    const details = { reason: "keychain-missing", systemMessage: expect.stringContaining("No such file") };
    await expect(reading).rejects.toMatchObject({ code: "STORE_UNUSABLE", details });
  });

  test("that takes the call and says nothing is not waited for", async () => {
    const place = join(root, "silent-bus");
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(place, resolve));
    const reading = withBusAt(place, () => readKeychain({ interactive: false, limitSeconds: 0.1 }));
    await expect(reading).rejects.toMatchObject({ details: { reason: "keychain-silent", path } });
    expect(isKeychainUnanswered()).toBe(true);
    server.close();
    for (const socket of sockets) socket.destroy();
    await vi.waitUntil(() => !isKeychainUnanswered());
  });
});
