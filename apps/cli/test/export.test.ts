import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { cleanUp } from "./home.ts";
import { makeLogin } from "./kept-login.ts";
import { openStore } from "./profiles.ts";

afterAll(cleanUp);

describe.concurrent("nowtoken export", () => {
  test("writes a connector's form to a file that only its owner can read, and remembers it", async () => {
    const { environment, home, secrets } = await makeLogin();
    const out = join(home.folder, "form.txt");
    const run = await runCommand(["export", "--to", "knowledge-hub", "--out", out], { environment });
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toContain("NiCE Knowledge Hub: written to");
    const text = await readFile(out, "utf8");
    expect(text).toContain(`Access Token: ${secrets[1]}\nRefresh Token: ${secrets[2]}\n`);
    if (process.platform !== "win32") expect((await stat(out)).mode & 0o777).toBe(0o600);
    for (const secret of secrets) expect(run.stdout).not.toContain(secret);
    const profile = JSON.parse(
      await readFile(join(home.folder, ".local/state/nowtoken/profiles/default.json"), "utf8"),
    );
    expect(profile.handedOver).toEqual([
      { to: "knowledge-hub", at: expect.any(String), refreshFingerprint: profile.login.refreshFingerprint },
    ]);
  });

  test("goes where the guide's file goes when no file is named, and to standard output when asked", async () => {
    const { environment, home, secrets } = await makeLogin();
    expect((await runCommand(["export", "--to", "splunk"], { environment })).exitCode).toBe(0);
    expect(await readdir(home.folder)).toContain("servicenow-splunk.conf");
    const piped = await runCommand(["export", "--to", "json", "--out", "-"], { environment });
    expect(JSON.parse(piped.stdout)).toMatchObject({ accessToken: secrets[1], refreshToken: secrets[2] });
  });

  test.runIf(process.platform === "linux")("fills the clipboard, and needs one", async () => {
    const { environment, home, secrets } = await makeLogin();
    const none = await runCommand(["export", "--to", "text", "--clipboard"], { environment });
    expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining("a desktop with a clipboard")]);
    const copied = join(home.folder, "copied");
    const tools = join(home.folder, "bin");
    await mkdir(tools);
    await writeFile(join(tools, "wl-copy"), `#!/bin/sh\n[ $# -eq 0 ] && cat > ${copied}\n`, { mode: 0o755 });
    const desktop = { ...environment, WAYLAND_DISPLAY: "wayland-0", PATH: `${tools}:${process.env["PATH"]}` };
    const words = ["export", "--to", "text", "--clipboard", "--clear-after", "1s"];
    const run = await runCommand(words, { environment: desktop });
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(await readFile(copied, "utf8")).toContain(`Refresh token: ${secrets[2]}`);
    expect(run.stdout).not.toContain(secrets[2]);
  });

  test("of an access token alone leaves the refresh token with nobody else", async () => {
    const { environment } = await makeLogin();
    const run = await runCommand(["export", "--to", "now-sdk"], { environment });
    expect(run.exitCode).toBe(0);
    const { handedOver, login } = openStore(environment).read("default") ?? {};
    expect(handedOver).toMatchObject([{ to: "now-sdk", refreshFingerprint: null }]);
    expect(login?.refreshFingerprint).toEqual(expect.any(String));
  });

  test("that cannot be written down is done all the same, and says so", async () => {
    const { environment, home } = await makeLogin();
    const locks = join(home.folder, ".local/state/nowtoken/locks");
    await rm(locks, { recursive: true });
    await writeFile(locks, "");
    const out = join(home.folder, "form.txt");
    const run = await runCommand(["export", "--to", "splunk", "--out", out, "--json"], { environment });
    expect([run.exitCode, JSON.parse(run.stdout)]).toEqual([0, expect.objectContaining({ file: out })]);
    const told = run.stderr.replace(/\s+/gu, " ");
    expect(told).toContain(`The values went to ${out}, but that Splunk Add-on for ServiceNow has them`);
  });

  test("asks before a terminal shows the values", async () => {
    const { environment, secrets } = await makeLogin();
    const run = await runCommand(["export", "--to", "text", "--out", "-"], {
      environment,
      terminal: true,
      meanwhile: async ({ process, waitFor }) => {
        await waitFor(/Go on\?/u);
        process.stdin.write("\r");
      },
    });
    expect(run.exitCode).toBe(0);
    expect(run.stdout).not.toContain(secrets[1]);
    const shown = await runCommand(["export", "--to", "text", "--out", "-", "--yes"], {
      environment,
      terminal: true,
    });
    expect(shown.stdout).toContain(`Access token: ${secrets[1]}`);
  });

  test("tells an unknown connector, a missing value and a target that is a link apart", async () => {
    const { environment, home } = await makeLogin({ instance: { behaviour: { refreshTokens: "never" } } });
    const unknown = await runCommand(["export", "--to", "nothing"], { environment });
    expect([unknown.exitCode, unknown.stderr]).toEqual([2, expect.stringContaining("knowledge-hub")]);
    const missing = await runCommand(["export", "--to", "knowledge-hub"], { environment });
    expect([missing.exitCode, missing.stderr]).toEqual([2, expect.stringContaining("Refresh Token")]);
    const link = join(home.folder, "link");
    await symlink(join(home.folder, "elsewhere"), link);
    const refused = await runCommand(["export", "--to", "json", "--out", link], { environment });
    expect(refused.exitCode).toBe(6);
    expect((await readdir(home.folder)).sort()).toEqual([".local", "link"]);
  });

  test("hands over what is kept when the instance is asleep, with a warning", async () => {
    const { environment, server, home } = await makeLogin({
      instance: { clients: [{ accessTokenLifespan: 200 }] },
    });
    server.instance.behaviour.fault = { kind: "hibernating" };
    const out = join(home.folder, "form.txt");
    const run = await runCommand(["export", "--to", "knowledge-hub", "--out", out], { environment });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain("The access token could not be refreshed.");
    expect(await readdir(home.folder)).toContain("form.txt");
  });
});
