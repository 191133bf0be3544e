import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { countSecrets, findFreePort } from "@nowtoken/contract";
import type { Behaviour } from "@nowtoken/simulator";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, keepingEnvironment, makeHome, makeInstance } from "./home.ts";
import { makeLogin } from "./kept-login.ts";
import { authorizationUrl } from "./nowtoken.ts";

afterAll(cleanUp);

const password = "Practice-only-2";
const asAdmin = ["--admin-user", "admin", "--admin-password-stdin"];
const oneLine = (text: string) => text.replace(/\s+/gu, " ");

/** An instance, an administrator of it, and somebody who makes the record there. */
async function prepare(behaviour: Partial<Behaviour> = {}) {
  const [home, { server }] = await Promise.all([makeHome(), makeInstance({ behaviour })]);
  const environment = {
    ...keepingEnvironment(home),
    NOWTOKEN_INSTANCE_URL: server.origin,
    // Whoever runs these tests may have a program at the usual port.
    NOWTOKEN_REDIRECT_URI: `http://localhost:${await findFreePort()}/callback`,
  };
  const made = () => server.instance.clients.find(({ name }) => name === "CXone Knowledge OAuth");
  const create = async (words: readonly string[] = [], input = `${password}\n`) => {
    const run = await runCommand(["registry", "create", ...asAdmin, ...words], { environment, input });
    expect(countSecrets(run.stdout + run.stderr, [password, made()?.clientSecret])).toBe(0);
    return { ...run, told: oneLine(`${run.stdout} ${run.stderr}`) };
  };
  /** Makes the record, and clicks Allow in the login that follows. */
  const createAndLogIn = async (words: readonly string[] = []) => {
    const run = await runCommand(["registry", "create", ...asAdmin, "--no-open", ...words], {
      environment,
      async meanwhile({ process, waitFor }) {
        process.stdin.end(`${password}\n`);
        const url = await waitFor(authorizationUrl);
        if (url !== undefined) await fetch(await allow(server, url), { redirect: "manual" });
      },
    });
    return { ...run, told: oneLine(`${run.stdout} ${run.stderr}`) };
  };
  return { home, server, environment, made, create, createAndLogIn };
}

describe.concurrent("nowtoken registry create", () => {
  test("makes the record, proves it by a login, and a login works then with no other step", async () => {
    const { home, server, environment, made, createAndLogIn } = await prepare();
    const run = await createAndLogIn();
    expect(run.exitCode).toBe(0);
    expect(run.told).toMatch(
      /Made the OAuth record.*Client secret in the profile default.*What was sent: 1\. POST/u,
    );
    expect(run.told).toMatch(
      /For the connector's form.*Client secret in the profile default.*Signed in as Knowledge/u,
    );
    const day = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
    expect(run.told).toContain(`dies on ${day}`);
    const tokens = (await readFile(home.file, "utf8")).match(/(?<=: )\S+/gu) ?? [];
    expect(countSecrets(run.told, [...tokens, made()?.clientSecret])).toBe(0);
    const token = await runCommand(["token"], { environment });
    expect(token.stdout.trim()).toBe(tokens[1]);
    const url = await runCommand(["url"], { environment });
    const again = await runCommand(["exchange"], { environment, input: await allow(server, url.stdout) });
    expect(again.exitCode).toBe(0);
  });

  test("gives a program one document, the login in it", async () => {
    const { createAndLogIn, made } = await prepare();
    const { stdout } = await createAndLogIn(["--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: false,
      status: "created",
      clientId: made()?.clientId,
      steps: expect.arrayContaining([expect.objectContaining({ table: "oauth_entity", state: "done" })]),
      login: { user: "knowledge.integration", refreshTokenIssued: true, profile: "default" },
    });
  });

  test("changes nothing the second time, shows a difference, and changes that with --update", async () => {
    const { create, made, server } = await prepare();
    await create(["--no-login"]);
    const unchanged = await create(["--no-login"]);
    expect([unchanged.exitCode, unchanged.told]).toEqual([0, expect.stringContaining("nothing was changed")]);
    Object.assign(made() ?? {}, { refreshTokenLifespan: 8_640_000 });
    const different = await create();
    expect(different.exitCode).toBe(4);
    expect(different.told).toContain("it differs: nothing was changed");
    expect(different.told).toContain("Refresh Token Lifespan is 8640000 wanted 31536000");
    const updated = await create(["--no-login", "--update"]);
    expect([updated.exitCode, updated.told]).toEqual([
      0,
      expect.stringMatching(/Changed the OAuth record.*PATCH/u),
    ]);
    expect(made()?.refreshTokenLifespan).toBe(31_536_000);
    expect(server.instance.clients).toHaveLength(2);
  });

  test("gives the record the lifespan that somebody wishes, and not what a profile knows of another one", async () => {
    const { create, made } = await prepare();
    await create(["--no-login", "--refresh-lifespan", "730d"]);
    expect(made()?.refreshTokenLifespan).toBe(63_072_000);
    const different = await create(["--no-login"]);
    expect([different.exitCode, different.told]).toEqual([
      4,
      expect.stringContaining("Refresh Token Lifespan is 63072000 wanted 31536000"),
    ]);
  });

  test("finds the secret of a record that it made before, for the login", async () => {
    const { create, createAndLogIn } = await prepare();
    await create(["--no-login"]);
    const run = await createAndLogIn(["--update"]);
    expect([run.exitCode, run.told]).toEqual([0, expect.stringContaining("Signed in as Knowledge")]);
  });

  test("says how to see the secret of a record that somebody else made", async () => {
    const { create, home } = await prepare();
    await create(["--no-login", "--no-save", "--settings-out", join(home.folder, "client.json")]);
    const { exitCode, told } = await create();
    expect(exitCode).toBe(0);
    expect(told).toMatch(/There was no login.*oauth_entity\.do\?sys_id=\w+ and click the lock/u);
  });

  test("writes the client to a settings file for `login --config`, readable by its owner alone", async () => {
    const { create, home, environment, server, made } = await prepare();
    const file = join(home.folder, "client.json");
    const words = ["--no-login", "--no-save", "--settings-out", file];
    const { exitCode, told } = await create(words);
    expect([exitCode, told]).toEqual([0, expect.stringContaining(`Client secret in ${file}`)]);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ clientSecret: made()?.clientSecret });
    expect((await stat(file)).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
    const settings = { environment: { ...environment, NOWTOKEN_CONFIG: file } };
    const url = await runCommand(["url", "--redirect-uri", `${server.origin}/oauth_redirect.do`], settings);
    const exchange = await runCommand(["exchange"], { ...settings, input: await allow(server, url.stdout) });
    expect(exchange.exitCode).toBe(0);
    const again = await create(words);
    expect([again.exitCode, again.told]).toEqual([2, expect.stringContaining("must be a new one")]);
  });

  test("tells of a secret that the instance has made another of", async () => {
    const { createAndLogIn } = await prepare({ secretWhenWritten: "garbled" });
    const { exitCode, told } = await createAndLogIn();
    expect(exitCode).toBe(4);
    expect(told).toContain(
      "Most likely: The instance made another client secret of the one that was written",
    );
    expect(told).toMatch(
      /is disputed.*click the lock beside Client Secret.*nowtoken login --profile default --client-secret-stdin/u,
    );
  });

  test("tells what is there when it stops half-way, how to go on, and how to undo it", async () => {
    const { create, server, made } = await prepare();
    server.instance.behaviour.fault = {
      kind: "reset",
      endpoint: "/api/now/table/oauth_entity_scope",
      method: "POST",
      after: 1,
    };
    const { exitCode, told } = await create(["--no-login"]);
    expect(exitCode).toBe(5);
    const { sysId = "" } = made() ?? {};
    expect(told).toContain(`The record is there: ${server.origin}/oauth_entity.do?sys_id=${sysId}`);
    expect(told).toContain("Its client secret is in the profile default.");
    expect(told).toContain("Whether a row of oauth_entity_scope was made, the instance did not say.");
    expect(told).toMatch(/run the same command again with --update.*To undo it, delete these rows/u);
    server.instance.behaviour.fault = undefined;
    const finished = await create(["--no-login", "--update"]);
    expect([finished.exitCode, made()?.scopes.length]).toEqual([0, 5]);
  });

  test("does not call a record right whose scopes it could not see; a change and its login go through", async () => {
    const { create, createAndLogIn, server } = await prepare();
    await create(["--no-login"]);
    server.instance.behaviour.tables = {
      oauth_entity_scope: "missing",
      oauth_entity_auth_scope_mapping: "forbidden",
    };
    const unseen = await create(["--no-login", "--update"]);
    expect([unseen.exitCode, unseen.told]).toEqual([
      4,
      expect.stringMatching(/nothing that can be seen of it differs.*Auth Scopes could not be seen/u),
    ]);
    expect(unseen.told).not.toContain("just as it should be");
    server.instance.behaviour.tables = { oauth_entity_auth_scope_mapping: "forbidden" };
    const { exitCode, told } = await createAndLogIn(["--update"]);
    expect([exitCode, told]).toEqual([0, expect.stringContaining("Signed in as Knowledge")]);
  });

  test("is refused where the user has no right, and makes nothing", async () => {
    const { environment, made } = await prepare();
    const run = await runCommand(
      ["registry", "create", "--admin-user", "knowledge.integration", "--admin-password-stdin"],
      { environment, input: "Practice-only-1\n" },
    );
    expect([run.exitCode, made()]).toEqual([4, undefined]);
    expect(oneLine(run.stderr)).toMatch(/its user may not read oauth_entity.*nowtoken registry request/u);
  });

  test("explains a password that is refused, on an instance that restricts them too", async () => {
    const { create, made } = await prepare({ basicApiAccess: "restricted" });
    const { exitCode, told } = await create();
    expect([exitCode, made()]).toEqual([4, undefined]);
    expect(told).toMatch(/single sign-on or a second factor.*--format script.*--admin-profile.*Brazil/u);
  });

  test("takes an administrator's token from another profile", async () => {
    const { server, environment } = await makeLogin({ profile: "admin" });
    server.instance.user.roles.push("admin");
    const settings = { environment: { ...environment, NOWTOKEN_INSTANCE_URL: server.origin } };
    const run = await runCommand(["registry", "create", "--admin-profile", "admin", "--no-login"], settings);
    expect([run.exitCode, server.instance.clients.length]).toEqual([0, 2]);
    const profiles = await runCommand(["profile", "list", "--json"], settings);
    expect(profiles.stdout).toContain('"admin"');
    expect(profiles.stdout).toContain('"default"');
  });

  test("asks for user name and password at a terminal, and shows neither", async () => {
    const { environment, made } = await prepare();
    const run = await runCommand(["registry", "create", "--no-login"], {
      environment,
      terminal: true,
      async meanwhile({ process, waitFor }) {
        await waitFor(/Administrator's user name/u);
        process.stdin.write("admin\r");
        await waitFor(/Password/u);
        process.stdin.write("\r");
        await waitFor(/It is needed/u);
        process.stdin.write(`${password}\r`);
      },
    });
    expect([run.exitCode, made()?.active]).toEqual([0, true]);
    expect(countSecrets(run.stdout + run.stderr, [password])).toBe(0);
  });
});

test("a product that does the login itself gets what its form asks for, and its secret can be had", async () => {
  const { create, server, environment, made } = await prepare();
  const run = await create(["--for", "postman"]);
  expect(run.exitCode).toBe(0);
  expect(run.told).toMatch(
    /No login follows, since Postman does it itself\..*Token URL \S+\/oauth_token\.do/u,
  );
  expect(run.told).toMatch(/export --to dotenv --profile default.*click the lock beside Client Secret/u);
  const client = server.instance.clients.find(({ name }) => name === "Postman OAuth");
  expect(made()).toBeUndefined();
  const exported = await runCommand(["export", "--to", "dotenv", "--out", "-"], { environment });
  expect([exported.exitCode, exported.stdout]).toEqual([
    0,
    expect.stringContaining(client?.clientSecret ?? "-"),
  ]);
  const whole = await runCommand(["export", "--to", "knowledge-hub", "--out", "-"], { environment });
  expect([whole.exitCode, whole.stdout]).toEqual([7, ""]);
});

describe.concurrent("the command that goes on", () => {
  test("names the profile, which need not be the chosen one", async () => {
    const { createAndLogIn, environment } = await prepare();
    const run = await createAndLogIn(["--profile", "kh", "--for", "knowledge-hub"]);
    expect(run.told).toContain("`nowtoken export --to knowledge-hub --profile kh`");
    const words = ["export", "--to", "knowledge-hub", "--profile", "kh", "--out", "-"];
    expect((await runCommand(words, { environment })).exitCode).toBe(0);
  });

  test("is a login that asks for the other secret, though one is kept", async () => {
    const { createAndLogIn, server, environment, made } = await prepare({ secretWhenWritten: "garbled" });
    await createAndLogIn(["--profile", "kh"]);
    const run = await runCommand(["login", "--profile", "kh", "--client-secret-stdin", "--no-open"], {
      environment,
      terminal: true,
      async meanwhile({ process, waitFor }) {
        await waitFor(/Client secret/iu);
        process.stdin.write(`${made()?.clientSecret}\r`);
        const url = await waitFor(authorizationUrl);
        if (url !== undefined) await fetch(await allow(server, url), { redirect: "manual" });
      },
    });
    expect([run.exitCode, oneLine(run.stderr + run.stdout)]).toEqual([
      0,
      expect.stringContaining("Signed in as Knowledge"),
    ]);
  });
});

describe.concurrent("a login that fails behind the record", () => {
  test("is told with the record that stays, its secret's place, and how to go on and to undo it", async () => {
    const { createAndLogIn, made, server } = await prepare();
    server.instance.behaviour.fault = { kind: "reset", endpoint: "/oauth_token.do" };
    const { exitCode, stdout } = await createAndLogIn(["--profile", "kh", "--json"]);
    const { sysId = "", clientId } = made() ?? {};
    const { error } = JSON.parse(stdout);
    expect([exitCode, error.code]).toEqual([5, "INSTANCE_UNREACHABLE"]);
    expect(error.details.creation).toMatchObject({
      status: "created",
      sysId,
      clientId,
      profile: "kh",
      secretPlace: "in the profile kh",
      undo: expect.arrayContaining([
        { table: "oauth_entity", sysId, address: `${server.origin}/oauth_entity.do?sys_id=${sysId}` },
      ]),
    });
    expect(error.details.creation.undo.at(-1).table).toBe("oauth_entity");
    expect(error.fix[0]).toMatch(/The record is made, and stays: .*`nowtoken login --profile kh`/u);
  });

  test("is explained with the record that stays", async () => {
    const { createAndLogIn, server, environment, made } = await prepare();
    server.instance.behaviour.fault = { kind: "reset", endpoint: "/oauth_token.do" };
    await createAndLogIn(["--profile", "kh"]);
    const { stdout } = await runCommand(["explain"], { environment });
    expect(oneLine(stdout)).toContain(`sys_id=${made()?.sysId} The login alone is missing`);
    expect(oneLine(stdout)).toContain("`nowtoken login --profile kh`");
  });

  test("for want of a port is told before anything is made", async () => {
    const { server, environment, made } = await prepare();
    const taken = `${server.origin}/callback`.replace("127.0.0.1", "localhost");
    const run = await runCommand(
      ["registry", "create", ...asAdmin, "--mode", "loopback", "--redirect-uri", taken],
      { environment, input: `${password}\n` },
    );
    expect([run.exitCode, made()]).toEqual([6, undefined]);
    expect(server.instance.log()).toEqual([]);
  });

  test.each([{ json: ["--json"] }, { json: [] }])(
    "is not waited for after Ctrl-C, and the record is told of: $json",
    async ({ json }) => {
      const { environment, made } = await prepare();
      const words = [...asAdmin, "--no-open", "--profile", "kh", ...json];
      const run = await runCommand(["registry", "create", ...words], {
        environment,
        async meanwhile({ process, waitFor }) {
          process.stdin.end(`${password}\n`);
          await waitFor(authorizationUrl);
          process.kill("SIGINT");
        },
      });
      expect(run.exitCode).toBe(130);
      if (json.length > 0)
        expect(JSON.parse(run.stdout)).toMatchObject({ sysId: made()?.sysId, login: null });
      else
        expect(oneLine(run.stderr)).toMatch(/The record is made, and stays: .*nowtoken login --profile kh/u);
    },
  );
});

describe.concurrent("a dry run", () => {
  test("needs nobody, and sends nothing", async () => {
    const { environment, server } = await prepare();
    const run = await runCommand(["registry", "create", "--dry-run"], { environment });
    expect([run.exitCode, server.instance.log()]).toEqual([0, []]);
    expect(oneLine(run.stdout)).toMatch(/This would make.*POST \/api\/now\/table\/oauth_entity/u);
  });

  test("looks as an administrator who is named, and changes nothing", async () => {
    const { create, made, server } = await prepare();
    const { exitCode, stdout } = await create(["--dry-run", "--json"]);
    expect([exitCode, made()]).toEqual([0, undefined]);
    const { steps, login } = JSON.parse(stdout);
    expect([login, steps[0]]).toMatchObject([null, { state: "planned", values: { type: "client" } }]);
    expect(server.instance.log().every(({ method }) => method === "GET")).toBe(true);
  });
});

describe.concurrent("before anything is made, what cannot end well is refused:", () => {
  test.each([
    ["a secret that nothing would keep", [...asAdmin, "--no-save"], 2, "must be kept somewhere"],
    ["nobody named", [], 2, "An administrator must be named"],
    ["standard input that two want", [...asAdmin, "--mode", "paste"], 2, "one thing at a time"],
    ["a credential file that cannot be written", [...asAdmin, "--out", "/missing/file"], 6, "does not exist"],
  ])("%s", async (_, words, code, sentence) => {
    const { environment, server } = await prepare();
    const run = await runCommand(["registry", "create", ...words], { environment, input: `${password}\n` });
    expect([run.exitCode, oneLine(run.stderr)]).toEqual([code, expect.stringContaining(sentence)]);
    expect(server.instance.log()).toEqual([]);
  });

  test("nobody named, before a port that another program has", async () => {
    const { environment } = await prepare();
    const other = createServer().listen(0, "localhost");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const words = ["registry", "create", "--no-input", "--redirect-uri", `http://localhost:${port}/callback`];
    const run = await runCommand(words, { environment });
    other.close();
    expect([run.exitCode, oneLine(run.stderr)]).toEqual([
      2,
      expect.stringContaining("An administrator must be named"),
    ]);
  });
});
