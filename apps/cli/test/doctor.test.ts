import { once } from "node:events";
import { chmod, mkdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Behaviour } from "@nowtoken/simulator";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { cleanUp, type Home, keepingEnvironment, makeHome, makeInstance, untilAsked } from "./home.ts";
import { makeLogin } from "./kept-login.ts";
import { nowtoken } from "./nowtoken.ts";
import { keepLogin, makeKeepingHome, openStore } from "./profiles.ts";

afterAll(cleanUp);

interface ShownCheck {
  readonly check: string;
  readonly status: string;
  readonly message: string;
  readonly fix?: readonly string[];
  readonly rows?: readonly (readonly [string, string])[];
}

/** What the doctor tells a program, by the names of the checks. */
async function examine(environment: NodeJS.ProcessEnv, words: readonly string[] = []) {
  const { exitCode, stdout, stderr } = await runCommand(["doctor", "--json", ...words], { environment });
  const { status, checks }: { status: string; checks: readonly ShownCheck[] } = JSON.parse(stdout);
  const find = (name: string) => checks.find(({ check }) => check === name);
  const names = (wanted: string) =>
    checks.filter((one) => one.status === wanted && one.check !== "redirect-port").map(({ check }) => check);
  return { exitCode, stdout, stderr, status, checks, find, names };
}

const stateFolderOf = ({ environment }: Pick<Home, "environment">) => openStore(environment).stateFolder;
const profileFileOf = (home: Home) => join(stateFolderOf(home), "profiles/default.json");

/** Changes the login in a profile's file, as if it had been another one. */
async function changeLogin(home: Home, changes: object): Promise<void> {
  const profile = JSON.parse(await readFile(profileFileOf(home), "utf8"));
  const changed = { ...profile, login: { ...profile.login, ...changes } };
  await writeFile(profileFileOf(home), JSON.stringify(changed));
}

describe("a healthy login", () => {
  test("has nothing wrong, in every check there is", async () => {
    const { environment } = await makeLogin();
    const { exitCode, names, find, stderr } = await examine(environment);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(names("failed")).toEqual([]);
    expect(names("warning")).toEqual([]);
    // Its user is none who may look into the registry, which is as it should be.
    expect(names("skipped")).toEqual(["record"]);
    expect(names("ok")).toHaveLength(22);
    expect(find("access-token")?.message).toContain(
      "belongs to Knowledge Integration (knowledge.integration)",
    );
    expect(find("refresh-token")?.message).toMatch(/^It dies on \d{4}-\d\d-\d\d, in (?:99|100) days/u);
  });

  test("is shown in 80 columns, group by group", async () => {
    const { environment, server, home } = await makeLogin();
    const { stdout } = await runCommand(["doctor"], { environment });
    expect(stdout.match(/^\S.*$/gmu)).toEqual([
      "This computer",
      "Where secrets are kept",
      "Network",
      "Instance",
      "Login",
      expect.stringMatching(/^2[23] ok, 1 skipped\.$|^1 warning, /u),
    ]);
    expect(stdout).toContain(`instance URL           ${server.origin} (profile)`);
    expect(stdout).toContain("client secret          given (profile)");
    // A path is never broken.
    const lines = stdout.replaceAll(home.folder, "/home").split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test("shows no secret to anybody, and gets a token again where the old one has died", async () => {
    const { environment, secrets, server, home } = await makeLogin();
    await changeLogin(home, { accessExpiresAt: new Date(0).toISOString() });
    const given = { ...environment, NOWTOKEN_BUNDLE: join(home.folder, "doctor.json") };
    const { exitCode, stdout, stderr, find } = await examine(given);
    expect(exitCode).toBe(0);
    expect(find("access-token")?.message).toContain("just refreshed");
    expect(server.instance.countRequests("POST /oauth_token.do refresh_token")).toBe(1);
    const written = await readFile(join(home.folder, "doctor.json"), "utf8");
    const { clientSecret = "" } = server.instance.client;
    for (const secret of [...secrets, clientSecret, "ab".repeat(32)]) {
      for (const shown of [stdout, stderr, written]) expect(shown).not.toContain(secret);
    }
  });
});

describe("the person", () => {
  test("sees how far it is, and what else may be behind the first failure", async () => {
    const { environment, server } = await makeLogin();
    server.instance.behaviour.fault = { kind: "hibernating", endpoint: "every" };
    const run = await runCommand(["doctor"], { environment, terminal: true });
    expect(run.stderr).toMatch(/Looked at 24 of 24\S*\n\nMore: nowtoken explain\n$/u);
    const explained = await runCommand(["explain"], { environment });
    expect(explained.stdout).toContain("nowtoken doctor");
    expect(explained.stdout).toContain("hibernating");
  });

  test("may end it", async () => {
    const { server, settings } = await makeInstance();
    server.instance.behaviour.fault = { kind: "hang", endpoint: "every" };
    const run = await runCommand(["doctor"], {
      environment: { ...keepingEnvironment(await makeHome()), ...settings },
      meanwhile: async ({ process: own }) => {
        await untilAsked(server, "/login.do");
        own.kill("SIGINT");
      },
    });
    expect([run.exitCode, run.stdout]).toEqual([130, ""]);
  });
});

describe("without a login", () => {
  test("or settings, this computer is looked at, and what could not be is said", async () => {
    const { exitCode, find, names } = await examine(keepingEnvironment(await makeHome()));
    expect(exitCode).toBe(0);
    expect(find("versions")?.message).toMatch(/^nowtoken [\d.]+, Node\.js \d/u);
    expect(find("settings")).toMatchObject({ status: "warning", message: "No instance is named." });
    expect(find("profile")?.message).toContain("No login is kept yet");
    expect(find("dns")).toMatchObject({ status: "skipped", message: "No instance is named." });
    expect(names("failed")).toEqual([]);
  });

  test("an instance is looked at from outside", async () => {
    const { server, settings } = await makeInstance();
    const { exitCode, find, names } = await examine({ ...keepingEnvironment(await makeHome()), ...settings });
    expect(exitCode).toBe(0);
    expect(find("client")?.message).toBe("The client id exists, and the redirect URI is accepted.");
    expect(names("skipped")).toEqual(["profile", "refresh-token", "access-token", "record"]);
    expect(server.instance.log().some(({ path }) => path.startsWith("/api/"))).toBe(false);
  });

  test("--offline sends nothing, and still knows what the store knows", async () => {
    const { environment, server } = await makeLogin();
    const before = server.instance.log().length;
    const { exitCode, find, names } = await examine(environment, ["--offline"]);
    expect(exitCode).toBe(0);
    expect(server.instance.log()).toHaveLength(before);
    expect(find("awake")?.message).toBe("Nothing is sent with --offline.");
    expect(find("refresh-token")?.status).toBe("ok");
    expect(names("skipped")).toHaveLength(10);
  });
});

describe("an instance that", () => {
  const remote = ["awake", "clock", "token-endpoint", "authorization-endpoint", "client"];

  async function examineWith(behaviour: Partial<Behaviour>, words: readonly string[] = []) {
    const { environment, server } = await makeLogin();
    Object.assign(server.instance.behaviour, behaviour);
    return examine(environment, words);
  }

  test("hibernates is told from everything else, and stops no other check (fault 27)", async () => {
    const { exitCode, find, names } = await examineWith({
      fault: { kind: "hibernating", endpoint: "every" },
    });
    expect(exitCode).toBe(5);
    expect(find("awake")).toMatchObject({
      message: expect.stringContaining("is hibernating"),
      fix: [expect.stringContaining("developer.servicenow.com")],
    });
    expect(names("skipped")).toEqual([...remote.slice(1), "access-token", "record"]);
    expect(find("refresh-token")?.status).toBe("ok");
  });

  test("is down for maintenance is not called asleep", async () => {
    const fault = {
      kind: "answer",
      endpoint: "every",
      status: 503,
      body: "<html>Maintenance</html>",
    } as const;
    const { exitCode, find } = await examineWith({ fault });
    expect(exitCode).toBe(5);
    expect(find("awake")?.message).toMatch(/failed with status 503\.$/u);
  });

  test("has a login page where its token endpoint should be is awake, and fails there (fault 27)", async () => {
    const { exitCode, find, names } = await examineWith({ fault: { kind: "sso-page" } });
    expect(exitCode).toBe(5);
    expect(names("failed")).toEqual(["token-endpoint"]);
    expect(find("token-endpoint")?.message).toContain("answered with a login page instead of tokens");
  });

  test("answers JSON there that no instance answers is none", async () => {
    const fault = { kind: "answer", body: '{"status":"ok"}' } as const;
    const { exitCode, find } = await examineWith({ fault });
    expect(exitCode).toBe(5);
    expect(find("token-endpoint")?.message).toContain("not as an instance does (status 200)");
  });

  test("turns requests away for a while is warned of alone", async () => {
    const { exitCode, names } = await examineWith({ fault: { kind: "too-many-requests" } });
    expect([exitCode, names("warning")]).toEqual([0, ["token-endpoint"]]);
  });

  test("never answers costs one deadline (fault 20)", async () => {
    const fault = { kind: "hang", endpoint: "every" } as const;
    const { exitCode, find } = await examineWith({ fault }, ["--timeout", "0.3"]);
    expect(exitCode).toBe(5);
    expect(find("awake")?.message).toContain("did not answer in full within 0.3 seconds");
  });

  test("is not there is a failure of TCP", async () => {
    const { environment, server } = await makeLogin();
    await server.close();
    const { exitCode, find, names } = await examine(environment);
    expect(exitCode).toBe(5);
    expect(find("tcp")?.message).toContain("refused the connection");
    expect(names("skipped")).toEqual(["tls", ...remote, "access-token", "record"]);
  });

  test.each([
    [600, "10 minutes behind"],
    [-600, "10 minutes ahead of"],
  ])("has a clock %i seconds ahead shows this computer's fault (fault 18)", async (seconds, words) => {
    const now = () => new Date(Date.now() + seconds * 1000);
    const { settings } = await makeInstance({ now });
    const { exitCode, find } = await examine({ ...keepingEnvironment(await makeHome()), ...settings });
    expect(exitCode).toBe(0);
    expect(find("clock")).toMatchObject({ status: "warning", message: expect.stringContaining(words) });
  });
});

describe("the client", () => {
  test.each([
    ["id is wrong", { NOWTOKEN_CLIENT_ID: "0123456789abcdef0123456789abcdef" }, "knows no active record"],
    [
      "has no such redirect URI",
      { NOWTOKEN_REDIRECT_URI: "https://localhost/x" },
      "refuses the redirect URL",
    ],
  ])("%s", async (_, changes, words) => {
    const { settings } = await makeInstance();
    const environment = { ...keepingEnvironment(await makeHome()), ...settings, ...changes };
    const { exitCode, find, names } = await examine(environment);
    expect([exitCode, names("failed")]).toEqual([4, ["client"]]);
    expect(find("client")?.message).toContain(words);
  });

  test("cannot be seen where everybody has to sign in first, which is no fault", async () => {
    const { settings } = await makeInstance({ behaviour: { loginFirst: true } });
    const { exitCode, find } = await examine({ ...keepingEnvironment(await makeHome()), ...settings });
    expect([exitCode, find("client")?.status]).toEqual([0, "skipped"]);
  });
});

describe("tokens", () => {
  test.each([
    ["are refused for good", { refusedAt: new Date().toISOString() }, 7, "refuses the refresh token"],
    [
      "died by a lifespan that somebody gave",
      { consentAt: new Date(0).toISOString(), refreshLifespanSource: "settings" },
      7,
      "has died",
    ],
    ["may have died by the usual lifespan", { consentAt: new Date(0).toISOString() }, 0, "may have died on"],
    [
      "die within two weeks",
      { consentAt: new Date(Date.now() - 90 * 86_400_000).toISOString() },
      0,
      "It dies on",
    ],
    ["came without a refresh token", { refreshFingerprint: null }, 0, "The instance issued none"],
    ["may have changed unseen", { answerLostAt: new Date().toISOString() }, 0, "It dies on"],
  ])("that %s", async (_, changes, code, words) => {
    const home = await makeKeepingHome();
    await keepLogin(home.store, { name: "default" });
    await changeLogin(home, changes);
    const { exitCode, find } = await examine(home.environment, ["--offline"]);
    expect(exitCode).toBe(code);
    expect(find("refresh-token")).toMatchObject({
      status: code === 0 ? "warning" : "failed",
      message: expect.stringContaining(words),
    });
  });

  test("that the instance revoked fail in a real call", async () => {
    const { environment, server, home } = await makeLogin();
    server.instance.client.active = false;
    await changeLogin(home, { accessExpiresAt: new Date(0).toISOString() });
    const { exitCode, find } = await examine(environment);
    expect(find("client")?.status).toBe("failed");
    expect(find("access-token")?.status).toBe("failed");
    expect(exitCode).toBe(4);
  });

  test("of an administrator let the record be read, and its faults be told", async () => {
    const users = [{ roles: ["admin"] }];
    const { environment, server } = await makeLogin({ instance: { users } });
    server.instance.client.tokenFormat = "jwt";
    const { find } = await examine(environment);
    expect(find("record")?.status).toBe("warning");
    expect(JSON.stringify(find("record"))).toMatch(/JWT/iu);
  });

  test("of another client are left alone", async () => {
    const { environment, server } = await makeLogin();
    const { find, names } = await examine({ ...environment, NOWTOKEN_CLIENT_ID: "other" }, [server.origin]);
    expect(find("profile")?.message).toContain("is for another client: it is left alone");
    expect(names("skipped")).toContain("access-token");
  });

  test("of a profile that somebody named and that is not there are a failure", async () => {
    const { exitCode, find } = await examine(keepingEnvironment(await makeHome()), ["--profile", "none"]);
    expect([exitCode, find("profile")?.message]).toEqual([7, "There is no profile none yet."]);
  });
});

describe("the store", () => {
  test("that another process holds is warned of, with its number", async () => {
    const { environment } = await makeLogin();
    const { exitCode, find } = await openStore(environment).hold("default", () => examine(environment));
    expect(exitCode).toBe(0);
    expect(find("lock")).toMatchObject({
      status: "warning",
      message: expect.stringContaining(`Another process (${process.pid})`),
    });
  });

  test("whose key is another one is a failure, and the rest goes on", async () => {
    const { environment } = await makeLogin();
    const { exitCode, find } = await examine({ ...environment, NOWTOKEN_VAULT_KEY: "cd".repeat(32) });
    expect([exitCode, find("key")?.status]).toEqual([6, "failed"]);
    expect(find("client")?.status).toBe("ok");
    expect(find("access-token")?.message).toBe("Not looked at: see Key.");
    expect(find("settings")?.status).toBe("ok");
  });

  test("whose profile is damaged is a failure", async () => {
    const home = await makeKeepingHome();
    await keepLogin(home.store, { name: "default" });
    await writeFile(profileFileOf(home), "{");
    const { exitCode, find } = await examine(home.environment, ["--offline"]);
    expect([exitCode, find("profile")?.status]).toEqual([6, "failed"]);
  });

  test.runIf(process.platform !== "win32")("and files beside it that others can read are named", async () => {
    const home = await makeKeepingHome();
    const { environment } = home;
    await keepLogin(home.store, { name: "default" });
    await chmod(profileFileOf(home), 0o644);
    const config = join(home.folder, "settings.json");
    await writeFile(config, '{"clientSecret":"a secret of mine"}', { mode: 0o640 });
    const { exitCode, find } = await examine({ ...environment, NOWTOKEN_CONFIG: config }, ["--offline"]);
    expect(exitCode).toBe(0);
    expect(find("file-modes")).toMatchObject({ status: "warning", message: "2 are open to others." });
    expect(find("file-modes")?.fix).toContain(`Keep others out: chmod go= '${config}'`);
  });

  test.runIf(process.platform !== "win32")("whose folder cannot be made is a failure", async () => {
    const environment = { ...keepingEnvironment(await makeHome()), NOWTOKEN_STATE_DIR: "/dev/null/state" };
    const { exitCode, find } = await examine(environment);
    expect([exitCode, find("state-folder")?.status]).toEqual([6, "failed"]);
  });
});

// The bus is that of the whole process, and no test may reach the keychain of whoever runs it.
test.runIf(process.platform === "linux")("a machine without a keychain is warned of, or fails", async () => {
  const { NOWTOKEN_STORE: _, ...environment } = (await makeHome()).environment;
  const noBus = { ...environment, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nowhere", NOWTOKEN_OFFLINE: "1" };
  const [chosen, wanted] = await Promise.all([
    nowtoken(["doctor"], { environment: noBus }),
    nowtoken(["doctor", "--store", "keychain"], { environment: noBus }),
  ]);
  expect(chosen.stdout).toMatch(/warning +Key +This machine has no keychain/u);
  expect(wanted.stdout).toMatch(/failed +Key +This machine has no keychain/u);
  expect([chosen.exitCode, wanted.exitCode]).toEqual([0, 6]);
});

describe("the Desktop", () => {
  async function makeDesktop(folder: string): Promise<Home> {
    const home = await makeHome();
    await mkdir(join(home.folder, folder), { recursive: true });
    await mkdir(join(home.folder, ".config"));
    await writeFile(join(home.folder, ".config/user-dirs.dirs"), `XDG_DESKTOP_DIR="$HOME/${folder}"\n`);
    return home;
  }

  function environmentOf(home: Home): NodeJS.ProcessEnv {
    const { NOWTOKEN_OUT: _, ...environment } = keepingEnvironment(home);
    return environment;
  }

  test.runIf(process.platform === "linux")("that a cloud synchronises is warned of", async () => {
    const home = await makeDesktop("OneDrive - Example/Desktop");
    const { exitCode, find } = await examine(environmentOf(home));
    expect(exitCode).toBe(0);
    expect(find("credential-folder")).toMatchObject({
      status: "warning",
      message: expect.stringContaining("is synchronised by OneDrive"),
    });
  });

  test.runIf(process.platform === "linux")("with an old credential file on it is warned of", async () => {
    const home = await makeDesktop("Desktop");
    const file = join(home.folder, "Desktop/servicenow_credentials.txt");
    await writeFile(file, "Access token: x\n", { mode: 0o600 });
    expect((await examine(environmentOf(home))).find("old-files")?.status).toBe("ok");
    const old = new Date(Date.now() - 5 * 86_400_000);
    await utimes(file, old, old);
    const { exitCode, find } = await examine(environmentOf(home));
    expect([exitCode, find("old-files")?.status]).toEqual([0, "warning"]);
    expect(find("old-files")?.message).toContain("servicenow_credentials.txt for 5 days");
  });
});

describe("settings", () => {
  test("come with where each is from, and without the secret", async () => {
    const home = await makeHome();
    const config = join(home.folder, "template.py");
    await writeFile(config, 'client_id = "0123"\nclient_secret = "a secret of mine"\n');
    const environment = { ...keepingEnvironment(home), NOWTOKEN_REDIRECT_URI: "https://localhost/cb" };
    const words = ["dev12345", "--config", config, "--offline"];
    const { find, stdout } = await examine(environment, words);
    expect(find("settings")?.rows).toEqual([
      ["instance", "https://dev12345.service-now.com (--instance)"],
      ["client id", `0123 (${config})`],
      ["client secret", `given (${config})`],
      ["redirect URI", "https://localhost/cb (NOWTOKEN_REDIRECT_URI)"],
      ["credential file", `${home.file} (NOWTOKEN_OUT)`],
      ["scopes", "useraccount openid profile email offline_access (default)"],
    ]);
    expect(stdout).not.toContain("a secret of mine");
  });

  test("that are wrong fail together, are not repeated, and stop nothing else", async () => {
    const environment = {
      ...keepingEnvironment(await makeHome()),
      NOWTOKEN_INSTANCE: "https://user:PASSWORD@dev12345.service-now.com",
      NOWTOKEN_TIMEOUT: "soon",
      NOWTOKEN_CONFIG: "/nowhere/settings.json",
    };
    const { exitCode, find, stdout } = await examine(environment);
    expect(exitCode).toBe(2);
    expect(find("settings")?.message).toMatch(/settings file.*Instance.*Timeout/isu);
    expect(stdout).not.toContain("PASSWORD");
    expect(find("key")?.status).toBe("ok");
    expect(find("dns")?.message).toBe("No instance is named.");
  });

  test("name a file of authorities that is none", async () => {
    const environment = { ...keepingEnvironment(await makeHome()), NOWTOKEN_CA_FILE: "/nowhere/ca.pem" };
    const { exitCode, find } = await examine(environment);
    expect([exitCode, find("authorities")?.status]).toEqual([2, "failed"]);
  });

  test("of variables that nobody reads are told, with the one that was meant", async () => {
    const environment = { ...keepingEnvironment(await makeHome()), NOWTOKEN_INSTANSE: "dev12345" };
    expect((await examine(environment)).find("variables")).toMatchObject({
      status: "warning",
      message: "NOWTOKEN_INSTANSE is no variable of nowtoken; did you mean NOWTOKEN_INSTANCE?",
    });
  });

  test("of variables that the documentation names are all read", async () => {
    const documents = ["README.md", "docs/settings.md", "docs/store.md"].map((path) =>
      readFile(new URL(`../../../${path}`, import.meta.url), "utf8"),
    );
    const names = (await Promise.all(documents)).join().match(/NOWTOKEN_[A-Z_]*[A-Z]/gu) ?? [];
    expect(names.length).toBeGreaterThan(20);
    const blank = Object.fromEntries(names.map((name) => [name, ""]));
    const { find } = await examine({ ...blank, ...keepingEnvironment(await makeHome()) });
    expect(find("variables")).toMatchObject({ status: "ok", facts: { unknown: [] } });
  });
});

describe("the network's variables", () => {
  test.each([
    [
      "a proxy of another kind",
      { HTTPS_PROXY: "socks5://user:PASSWORD@proxy.example" },
      "proxy",
      "failed",
      5,
    ],
    [
      "a proxy for plain http alone",
      { HTTP_PROXY: "http://user:PASSWORD@proxy.example" },
      "proxy",
      "warning",
      0,
    ],
    ["checks switched off", { NODE_TLS_REJECT_UNAUTHORIZED: "0" }, "authorities", "warning", 0],
    ["authorities that are not there", { NODE_EXTRA_CA_CERTS: "/nowhere" }, "authorities", "warning", 0],
  ])("%s", async (_, variables, check, status, code) => {
    const { exitCode, find, stdout } = await examine({
      ...keepingEnvironment(await makeHome()),
      ...variables,
    });
    expect([exitCode, find(check)?.status]).toEqual([code, status]);
    expect(stdout).not.toContain("PASSWORD");
  });

  test("a port of the redirect that another program has is a failure (fault 46)", async () => {
    const other = createServer();
    await once(other.listen(0, "127.0.0.1"), "listening");
    const { port } = other.address() as { port: number };
    const environment = {
      ...keepingEnvironment(await makeHome()),
      NOWTOKEN_REDIRECT_URI: `http://localhost:${port}/callback`,
    };
    const { exitCode, find } = await examine(environment);
    other.close();
    expect(exitCode).toBe(6);
    expect(find("redirect-port")).toMatchObject({
      status: "failed",
      message: `Port ${port} of 127.0.0.1 cannot be used: another program has it.`,
    });
  });
});

describe("--bundle", () => {
  test("writes what was found, and the last failure, for somebody else to read", async () => {
    const home = await makeKeepingHome();
    await runCommand(["token", "--profile", "none"], home);
    const file = await bundleOf(home, { NOWTOKEN_OFFLINE: "1" });
    const { mode } = await stat(file);
    if (process.platform !== "win32") expect(mode & 0o777).toBe(0o600);
    const text = await readFile(file, "utf8");
    const { version, checks, lastFailure } = JSON.parse(text);
    expect([version, checks.length]).toEqual([1, 24]);
    expect(lastFailure).toMatchObject({ command: "token", code: "LOGIN_REQUIRED" });
    expect(text).not.toContain(home.folder);
    expect(text).toContain(`"message": "~`);
  });

  const secret = "it+is/a~secret";
  test.each([
    ["the client secret", secret, { NOWTOKEN_CLIENT_SECRET: secret }],
    ["the key", "cd".repeat(32), { NOWTOKEN_VAULT_KEY: "cd".repeat(32) }],
    ["a proxy's password", secret, { HTTPS_PROXY: "http://me:it%2Bis%2Fa~secret@proxy.example" }],
    ["a token of the profile", "refresh-of-default", {}],
  ])("masks %s where somebody took it for the client id", async (_, clientId, variables) => {
    const home = await makeKeepingHome();
    await keepLogin(home.store, { name: "default" });
    const given = { ...variables, NOWTOKEN_CLIENT_ID: clientId, NOWTOKEN_OFFLINE: "1" };
    const text = await readFile(await bundleOf(home, given), "utf8");
    expect(text).toContain("••• (NOWTOKEN_CLIENT_ID)");
    expect(text).not.toContain(clientId);
  });

  test("that cannot be written is refused before anything is looked at", async () => {
    const environment = keepingEnvironment(await makeHome());
    const run = await runCommand(["doctor", "--bundle", "/nowhere/doctor.json"], { environment });
    expect([run.exitCode, run.stdout]).toEqual([6, ""]);
    expect(run.stderr).toContain("The file is named with --bundle FILE.");
    expect(run.stderr).not.toContain("--out");
  });

  async function bundleOf({ environment, folder }: Home, variables: NodeJS.ProcessEnv): Promise<string> {
    const file = join(folder, "doctor.json");
    await runCommand(["doctor", "--bundle", file], { environment: { ...environment, ...variables } });
    return file;
  }
});
