import { generateKeyPairSync } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { countSecrets } from "@nowtoken/contract";
import type { PracticeClient, PracticeServer } from "@nowtoken/simulator";
import { afterAll, describe, expect, test } from "vitest";
import { type CommandOptions, runCommand } from "./fixtures/run-command.ts";
import { cleanUp, makeInstance } from "./home.ts";
import { type KeepingHome, makeKeepingHome } from "./profiles.ts";

afterAll(cleanUp);

const { publicKey, privateKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

interface Machine extends KeepingHome {
  readonly server: PracticeServer;
}

/** An instance that issues tokens to machines, and a home for their profiles. */
async function makeMachine(client: Partial<PracticeClient> = {}): Promise<Machine> {
  const [home, { server, settings }] = await Promise.all([
    makeKeepingHome(),
    makeInstance({ clients: [client], behaviour: { clientCredentials: "enabled" } }),
  ]);
  server.instance.client.applicationUser = server.instance.user.sysId;
  const { NOWTOKEN_OUT: _, ...environment } = home.environment;
  return { ...home, server, environment: { ...environment, ...settings } };
}

const login = ({ environment }: Machine, words: readonly string[], options: CommandOptions = {}) =>
  runCommand(["login", ...words], { environment, ...options });

const keep = ({ environment, folder }: Machine) => {
  const { NOWTOKEN_CLIENT_SECRET: _, ...rest } = environment;
  return { ...rest, HOME: folder };
};

const grants = ({ server }: Machine) => server.instance.log().flatMap(({ form }) => form["grant_type"] ?? []);

describe.concurrent("nowtoken login --grant client-credentials", () => {
  test("opens no browser, keeps a profile, and needs nobody for the next token", async () => {
    const machine = await makeMachine({ accessTokenLifespan: 60 });
    const run = await login(machine, ["--grant", "client-credentials", "-p", "machine"]);
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/Acts as +Knowledge Integration \(knowledge\.integration\)/u);
    expect(run.stdout.replace(/\s+/gu, " ")).toContain(
      "`nowtoken token --profile machine` prints an access token",
    );
    expect(existsSync(machine.file)).toBe(false);
    const kept = await machine.store.open("machine");
    expect(kept?.profile).toMatchObject({
      settings: { scopes: [] },
      login: {
        grant: "client-credentials",
        refreshFingerprint: null,
        user: { userName: "knowledge.integration" },
      },
      handedOver: [],
    });
    const token = await runCommand(["token", "-p", "machine"], { environment: keep(machine) });
    expect([token.exitCode, token.stdout]).toEqual([0, expect.stringMatching(/^\S{86}\n$/u)]);
    expect(grants(machine)).toEqual(["client_credentials", "client_credentials"]);
    const secrets = [kept?.secrets.accessToken, kept?.secrets.clientSecret];
    expect(countSecrets(run.stdout + run.stderr + token.stderr, secrets)).toBe(0);
  });

  test("is what revoked tokens are replaced by, which both commands say", async () => {
    const machine = await makeMachine();
    await login(machine, ["--grant", "client-credentials"]);
    const revoked = await runCommand(["revoke"], { environment: keep(machine) });
    const told = expect.stringMatching(/login.* --grant client-credentials/u);
    expect([revoked.exitCode, revoked.stdout.replace(/\s+/gu, " ")]).toEqual([0, told]);
    const token = await runCommand(["token"], { environment: keep(machine) });
    expect([token.exitCode, token.stderr.replace(/\s+/gu, " ")]).toEqual([7, told]);
  });

  test("writes a credential file where one is named, and tells a program", async () => {
    const machine = await makeMachine();
    const run = await login(machine, [
      "--grant=client-credentials",
      "--json",
      "--no-save",
      "--out",
      machine.file,
    ]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      grant: "client-credentials",
      user: "knowledge.integration",
      refreshTokenIssued: false,
      profile: null,
      file: machine.file,
    });
    const [code, access, refresh] = (await readFile(machine.file, "utf8")).split("\n");
    expect([code, refresh]).toEqual(["Auth code: (not issued)", "Refresh token: (not issued)"]);
    expect(access).toMatch(/^Access token: \S+$/u);
  });

  test("a refusal is the client's, and a later one leaves the profile good", async () => {
    const machine = await makeMachine();
    await login(machine, ["--grant", "client-credentials"]);
    machine.server.instance.client.applicationUser = "";
    const refused = await runCommand(["refresh"], { environment: keep(machine) });
    expect([refused.exitCode, refused.stdout]).toEqual([4, ""]);
    expect(machine.store.read("default")?.login?.refusedAt).toBeUndefined();
    machine.server.instance.behaviour.clientCredentials = "disabled";
    const catchAll = await runCommand(["refresh"], { environment: keep(machine) });
    expect(catchAll.exitCode).toBe(4);
    expect((await runCommand(["status"], { environment: keep(machine) })).exitCode).toBe(0);
  });
});

describe.concurrent("nowtoken login --grant jwt-bearer", () => {
  const jwtBearer = {
    userField: "user_name",
    checksReplay: true,
    verifiers: [{ keyId: "one", publicKey }],
  } as const;

  test("signs with the key's file, which the profile remembers", async () => {
    const machine = await makeMachine({ jwtBearer: { ...jwtBearer, verifiers: [...jwtBearer.verifiers] } });
    const keyFile = join(machine.folder, "key.pem");
    await writeFile(keyFile, privateKey);
    const words = ["--grant", "jwt-bearer", "--jwt-key-file", keyFile, "--jwt-key-id", "one"];
    const run = await login(machine, [...words, "--jwt-subject", "knowledge.integration"]);
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(machine.store.read("default")?.settings.jwt).toEqual({
      subject: "knowledge.integration",
      keyFile,
      keyId: "one",
    });
    const refresh = await runCommand(["refresh"], { environment: keep(machine) });
    expect([refresh.exitCode, refresh.stderr]).toEqual([0, ""]);
    const again = await login(machine, ["--grant", "jwt-bearer", "--json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({ user: "knowledge.integration", profile: "default" });
    expect(grants(machine)).toEqual(Array(3).fill("urn:ietf:params:oauth:grant-type:jwt-bearer"));
    expect(countSecrets(run.stdout + run.stderr, [privateKey])).toBe(0);
  });

  test("takes a shared secret when told that it is one", async () => {
    const verifiers = [{ keyId: "two", sharedKey: "a-shared-secret-of-32-characters" }];
    const machine = await makeMachine({ jwtBearer: { ...jwtBearer, verifiers } });
    const keyFile = join(machine.folder, "secret");
    await writeFile(keyFile, "a-shared-secret-of-32-characters\n");
    const words = ["--jwt-key-file", keyFile, "--jwt-key-id", "two", "--jwt-algorithm", "HS256"];
    const run = await login(machine, [
      "--grant",
      "jwt-bearer",
      ...words,
      "--jwt-subject",
      "knowledge.integration",
    ]);
    expect(run.exitCode).toBe(0);
  });

  test.each([
    ["no key", [], "--grant jwt-bearer needs --jwt-key-file and --jwt-subject"],
    ["no subject", ["--jwt-key-file", "x"], "--grant jwt-bearer needs --jwt-key-file and --jwt-subject"],
    [
      "a missing file",
      ["--jwt-key-file", "/nowhere", "--jwt-subject", "x"],
      "with the key of the JWT does not exist",
    ],
    [
      "an algorithm that is none",
      ["--jwt-algorithm", "none"],
      "--jwt-algorithm must be one of RS256, ES256, HS256",
    ],
  ])("refuses %s, and sends nothing", async (_, words, sentence) => {
    const machine = await makeMachine();
    const run = await login(machine, ["--grant", "jwt-bearer", ...words]);
    expect([run.exitCode, run.stdout]).toEqual([2, ""]);
    expect(run.stderr.replace(/\s+/gu, " ")).toContain(sentence);
    expect(grants(machine)).toEqual([]);
    expect(machine.store.names()).toEqual([]);
  });

  test("refuses a key of another kind than was named", async () => {
    const machine = await makeMachine();
    const keyFile = join(machine.folder, "key.pem");
    await writeFile(keyFile, privateKey);
    const words = ["--jwt-key-file", keyFile, "--jwt-subject", "x", "--jwt-algorithm", "RS256"];
    const run = await login(machine, ["--grant", "jwt-bearer", ...words]);
    expect([run.exitCode, run.stderr]).toEqual([
      2,
      expect.stringContaining("signs with ES256, not with RS256"),
    ]);
  });
});

describe.concurrent("nowtoken login --grant password", () => {
  test("warns, takes the password from standard input, and keeps the refresh token but not the password", async () => {
    const machine = await makeMachine();
    const { userName, password } = machine.server.instance.user;
    const words = ["--grant", "password", "--user-name", userName, "--password-stdin"];
    const run = await login(machine, words, { input: `${password}\n` });
    expect([run.exitCode, run.stderr]).toEqual([
      0,
      expect.stringContaining("Warning: The grant password is dropped"),
    ]);
    expect(run.stdout).toContain("Refresh token");
    const kept = await machine.store.open("default");
    expect(kept?.secrets.refreshToken).toEqual(expect.any(String));
    expect(JSON.stringify(kept) + run.stdout + run.stderr).not.toContain(password);
  });

  test("asks at a terminal, without echo", async () => {
    const machine = await makeMachine();
    const { userName, password } = machine.server.instance.user;
    const run = await login(machine, ["--grant", "password"], {
      terminal: true,
      meanwhile: async ({ process, waitFor }) => {
        await waitFor(/User name/u);
        process.stdin.write(`${userName}\r`);
        await waitFor(/Password/u);
        process.stdin.write(`${password}\r`);
      },
    });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).not.toContain(password);
  });
});

test("not to be able to keep tokens that go nowhere else is a failure, before anything is sent", async () => {
  const machine = await makeMachine();
  const { stateFolder } = machine.store;
  await mkdir(stateFolder, { recursive: true });
  await writeFile(join(stateFolder, "locks"), "");
  const run = await login(machine, ["--grant", "client-credentials"]);
  expect([run.exitCode, run.stdout, grants(machine)]).toEqual([6, "", []]);
});

test.each([
  [
    "a grant that is none",
    ["--grant", "implicit"],
    "--grant must be one of authorization-code, client-credentials",
  ],
  ["a password without a person", ["--grant", "password"], "--grant password needs --user-name"],
  [
    "tokens that would go nowhere",
    ["--grant", "client-credentials", "--no-save"],
    "The tokens must go somewhere",
  ],
  [
    "standard output",
    ["--grant", "client-credentials", "--out", "-"],
    "--out - is for a login in the browser",
  ],
  [
    "two claims on standard input",
    ["--grant", "password", "--user-name", "x", "--password-stdin", "--client-secret-stdin"],
    "Standard input serves one thing at a time",
  ],
])("login refuses %s", async (_, words, sentence) => {
  const machine = await makeMachine();
  const run = await login(machine, words);
  expect([run.exitCode, run.stdout]).toEqual([2, ""]);
  expect(run.stderr.replace(/\s+/gu, " ")).toContain(sentence);
  expect(grants(machine)).toEqual([]);
});
