import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildAuthorizationRequest } from "./authorization-request.ts";
import { generateLoginSecrets } from "./login-secrets.ts";
import { findPendingLogin, savePendingLogin } from "./pending-login.ts";

const settings = {
  instanceUrl: "https://dev12345.service-now.com",
  clientId: "id",
  redirectUri: "https://dev12345.service-now.com/oauth_redirect.do",
  scopes: ["useraccount"],
};
const now = new Date("2026-11-23T12:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "nowtoken-pending-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function save() {
  const request = buildAuthorizationRequest(settings, generateLoginSecrets());
  await savePendingLogin(folder, { settings, request, now });
  return request.secrets;
}

const reason = (promise: Promise<unknown>) =>
  promise.then(
    () => "found",
    (error: { details: { reason: string } }) => error.details.reason,
  );

test("a login comes back with all that its exchange needs, and its file is the owner's alone", async () => {
  const secrets = await save();
  const found = await findPendingLogin(folder, secrets.state, later(9));
  expect(found.settings).toEqual(settings);
  expect(found.request).toMatchObject({ redirectUri: settings.redirectUri, secrets });
  const [name = ""] = await readdir(join(folder, "pending"));
  expect(name).not.toContain(secrets.state);
  if (process.platform !== "win32")
    expect((await stat(join(folder, "pending", name))).mode & 0o777).toBe(0o600);
});

test("a login is used once, and what stays of it holds nothing", async () => {
  const { state, codeVerifier } = await save();
  const [first, second] = await Promise.all([
    findPendingLogin(folder, state, now),
    findPendingLogin(folder, state, now),
  ]);
  const outcomes = await Promise.all([reason(first.use()), reason(second.use())]);
  expect(outcomes.toSorted()).toEqual(["found", "used"]);
  expect(await reason(findPendingLogin(folder, state, now))).toBe("used");
  const [name = ""] = await readdir(join(folder, "pending"));
  expect(await readFile(join(folder, "pending", name), "utf8")).not.toContain(codeVerifier);
});

test("a login whose request never left can be taken up again", async () => {
  const { state } = await save();
  const found = await findPendingLogin(folder, state, now);
  await found.use();
  await found.restore();
  expect(await reason((await findPendingLogin(folder, state, now)).use())).toBe("found");
});

test("a login older than ten minutes has expired, and one that never was is unknown", async () => {
  const { state } = await save();
  expect(await reason(findPendingLogin(folder, state, later(10.1)))).toBe("expired");
  expect(await reason(findPendingLogin(folder, state, later(10.1)))).toBe("expired");
  expect(await reason(findPendingLogin(folder, "../../etc/passwd", now))).toBe("unknown");
});
