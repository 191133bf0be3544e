import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildAuthorizationRequest } from "./authorization-request.ts";
import { completeLogin } from "./login.ts";
import { generateLoginSecrets } from "./login-secrets.ts";
import { parseSettings } from "./settings/settings.ts";

test("a login that is interrupted during its exchange leaves the earlier file, and nothing else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "nowtoken-login-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "credentials.txt");
  await writeFile(path, "earlier");
  const settings = parseSettings({ instance: "dev1", clientId: "id" });
  const request = buildAuthorizationRequest(settings, generateLoginSecrets());
  const redirect = `${request.redirectUri}?code=a&state=${request.secrets.state}`;
  const controller = new AbortController();
  const reason = new Error("interrupted");
  const fetch = () => {
    controller.abort(reason);
    return new Promise<never>(() => {});
  };
  const login = completeLogin(
    { settings, request, redirect, file: { path, stateFolder: folder }, signal: controller.signal },
    { fetch, now: () => new Date(), timeoutSeconds: 5 },
  );
  await expect(login).rejects.toBe(reason);
  expect([await readdir(folder), await readFile(path, "utf8")]).toEqual([["credentials.txt"], "earlier"]);
});
