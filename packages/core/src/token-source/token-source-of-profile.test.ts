import { mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { changeProfile } from "../store/change-profile.ts";
import {
  failureOf,
  type GivenStore,
  givenLogin,
  givenStore,
  someLogin,
} from "../store/given-store.fixture.ts";
import { createProfileStore } from "../store/profile-store.ts";
import { saveClient, saveLogin } from "../store/save-login.ts";
import type { NewTokens } from "./announcer.ts";
import {
  answering,
  networkError,
  numbered,
  page,
  refusing,
  startOfTests,
  tokens,
} from "./answering.fixture.ts";
import { aliveUntil, sourceIn } from "./source.fixture.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

describe("of a profile", () => {
  test("a refresh token that was rotated is in the file before onTokens hears of it", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered({ rotating: true }));
    const elsewhere = createProfileStore({
      stateFolder: given.stateFolder,
      environment: { NOWTOKEN_VAULT_KEY: "ab".repeat(32) },
    });
    const kept: unknown[] = [];
    const onTokens = async () => void kept.push((await elsewhere.open("default"))?.secrets);
    await sourceIn(given, instance, { onTokens }).getAccessToken();
    expect(kept).toMatchObject([{ accessToken: "access-1", refreshToken: "refresh-1" }]);
  });

  test("a refresh keeps the day of death, the hand-overs and the user, and notes what was granted", async () => {
    const given = await givenLogin(root);
    const handedOver = [{ to: "Splunk", at: startOfTests, refreshFingerprint: "6f277cbe" }];
    await changeProfile(given.store, "default", ({ login }) => ({
      handedOver,
      ...(login && {
        login: { ...login, user: { userName: "jane" }, refusedAt: startOfTests, answerLostAt: startOfTests },
      }),
    }));
    const before = given.store.read("default")?.login;
    await sourceIn(given, answering([tokens({ scope: "useraccount email" })])).getAccessToken();
    const after = given.store.read("default");
    expect(after?.handedOver).toEqual(handedOver);
    const { refusedAt: _, answerLostAt: __, ...rest } = before ?? {};
    expect(after?.login).toEqual({
      ...rest,
      scopes: ["useraccount", "email"],
      accessReceivedAt: startOfTests,
      accessExpiresAt: new Date(startOfTests.getTime() + 1_799_000),
    });
  });

  test("what another process refreshed meanwhile is shared, whatever is left of it", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered({ expires_in: 60 }));
    const others = Array.from({ length: 5 }, () => sourceIn(given, instance));
    const tokens = await Promise.all(others.map((source) => source.getAccessToken({ minTtlSeconds: 3600 })));
    expect(tokens).toMatchObject(Array(5).fill({ accessToken: "access-1", refreshed: true }));
    expect(instance.requests).toHaveLength(1);
  });

  test("a refresh that is wanted always is not shared with other processes", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered());
    const others = [sourceIn(given, instance), sourceIn(given, instance)];
    await Promise.all(others.map((source) => source.getAccessToken({ refresh: "always" })));
    expect(instance.requests).toHaveLength(2);
  });

  test("what is good for long enough is given out without a request, a lock or a write", async () => {
    const given = await aliveUntil(root, "2026-11-26T11:05:00Z");
    await rm(join(given.stateFolder, "locks"), { recursive: true });
    const text = await given.textOf("default");
    const instance = answering([]);
    expect(await sourceIn(given, instance).getAccessToken()).toMatchObject({
      secondsLeft: 300,
      refreshed: false,
    });
    expect(instance.requests).toEqual([]);
    expect(await given.textOf("default")).toBe(text);
    expect(await readdir(given.stateFolder)).toEqual(["profiles"]);
  });

  test("that is not there asks for a login, and nothing is made", async () => {
    const given = await givenStore(root);
    const missing = { code: "LOGIN_REQUIRED", details: { profile: "default", reason: "no-profile" } };
    const source = sourceIn(given, answering([]));
    for (const refresh of ["when-needed", "always", "never"] as const)
      expect(await failureOf(source.getAccessToken({ refresh }))).toMatchObject(missing);
    expect(await readdir(given.stateFolder)).toEqual([]);
  });

  test.each([
    ["nobody logged in to", "no-tokens", undefined],
    ["has no refresh token", "no-refresh-token", { ...someLogin().credential, refreshToken: undefined }],
  ])("that %s asks for a login", async (_, reason, credential) => {
    const given = await givenStore(root);
    if (credential) await saveLogin(given.store, someLogin({ credential }));
    else await saveClient(given.store, someLogin());
    const instance = answering([]);
    expect(await failureOf(sourceIn(given, instance).getAccessToken())).toMatchObject({
      code: "LOGIN_REQUIRED",
      details: { profile: "default", reason },
    });
    expect(instance.requests).toEqual([]);
  });

  test("that was removed while its lock was waited for asks for a login", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered());
    const asked = await given.store.hold("default", async () => {
      const waiting = failureOf(sourceIn(given, instance).getAccessToken());
      await new Promise((resolve) => setTimeout(resolve, 20));
      await rm(given.pathOf("default"));
      return { waiting };
    });
    expect(await asked.waiting).toMatchObject({ details: { reason: "no-profile" } });
    expect(instance.requests).toEqual([]);
  });

  test("whose refresh token died on its day is told as expired, once the instance has refused it", async () => {
    const given = await givenLogin(root);
    const instance = answering([refusing("invalid_grant")]);
    instance.pass(101 * 86_400);
    expect(await failureOf(sourceIn(given, instance).getAccessToken())).toMatchObject({
      details: { reason: "expired" },
    });
    expect(instance.requests).toHaveLength(1);
  });

  test("whose refresh token should have died on its day, by a wrong clock, is refreshed", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered());
    instance.pass(63_072_000);
    expect(await sourceIn(given, instance).getAccessToken()).toMatchObject({ accessToken: "access-1" });
  });

  test("that was refused says so until it is refreshed, and keeps its tokens", async () => {
    const given = await givenLogin(root);
    const instance = answering([refusing("invalid_grant"), ...numbered()]);
    const source = sourceIn(given, instance);
    await failureOf(source.getAccessToken());
    const refused = await given.store.open("default");
    expect(refused?.profile.login?.refusedAt).toEqual(startOfTests);
    expect(refused?.secrets).toMatchObject({ accessToken: "first-access", refreshToken: "first-refresh" });
    await source.getAccessToken();
    expect(given.store.read("default")?.login).not.toHaveProperty("refusedAt");
  });

  test("fault 25: a lost answer is remembered by the next process, which tells it from a revoked token", async () => {
    const given = await givenLogin(root);
    const lost = answering([networkError("ECONNRESET")]);
    expect(await failureOf(sourceIn(given, lost).getAccessToken())).toMatchObject({
      code: "INSTANCE_UNREACHABLE",
    });
    expect(given.store.read("default")?.login?.answerLostAt).toEqual(expect.any(Date));
    const refused = await failureOf(sourceIn(given, answering([refusing("invalid_grant")])).getAccessToken());
    expect(refused).toMatchObject({ code: "LOGIN_REQUIRED", details: { reason: "answer-lost" } });
  });

  test("an answer that nobody waited for is remembered as lost", async () => {
    const given = await givenLogin(root);
    const stop = new AbortController();
    const instance = answering([
      () => (signal) => {
        setImmediate(() => stop.abort(new Error("no longer wanted")));
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    ]);
    const source = sourceIn(given, instance);
    await expect(source.getAccessToken({ signal: stop.signal })).rejects.toThrow("no longer wanted");
    expect(given.store.read("default")?.login?.answerLostAt).toEqual(startOfTests);
  });

  /** Leaves of a holder what is left when it is killed. */
  const letHolderDie = ({ stateFolder }: GivenStore) =>
    writeFile(join(stateFolder, "locks", "default.lock.pid"), "4194305");

  test("fault 25: the answer to whoever was killed with the lock may be lost, whoever had it in between", async () => {
    const given = await givenLogin(root);
    await letHolderDie(given);
    await changeProfile(given.store, "default", () => ({}));
    await failureOf(sourceIn(given, answering([page(403)])).getAccessToken());
    expect(given.store.read("default")?.login).not.toHaveProperty("answerLostAt");
    const refused = await failureOf(sourceIn(given, answering([refusing("invalid_grant")])).getAccessToken());
    expect(refused).toMatchObject({ code: "LOGIN_REQUIRED", details: { reason: "answer-lost" } });
    expect(given.store.read("default")?.login?.answerLostAt).toEqual(expect.any(Date));
  });

  test.each<[string, (given: GivenStore) => Promise<unknown>]>([
    ["a refresh that works", (given) => sourceIn(given, answering(numbered())).getAccessToken()],
    ["a login", ({ store }) => saveLogin(store, someLogin({ receivedAt: startOfTests }))],
  ])("after %s nothing is left of a holder that was killed before", async (_, heal) => {
    const given = await givenLogin(root);
    await letHolderDie(given);
    await heal(given);
    const source = sourceIn(given, answering([refusing("invalid_grant")]));
    expect(await failureOf(source.getAccessToken({ refresh: "always" }))).toMatchObject({
      code: "LOGIN_REQUIRED",
      details: { reason: "refused" },
    });
  });

  test("fault 16: a newer login that somebody put there meanwhile is used where ours is refused", async () => {
    const given = await givenLogin(root);
    const theirs = await givenLogin(root, {
      receivedAt: startOfTests,
      credential: {
        ...someLogin().credential,
        accessToken: "their-access",
        refreshToken: "their-refresh",
        expiresAt: new Date(startOfTests.getTime() + 60_000),
      },
    });
    const text = await theirs.textOf("default");
    const instance = answering([
      () => async () => {
        await writeFile(given.pathOf("default"), text);
        return refusing("invalid_grant")();
      },
    ]);
    expect(await sourceIn(given, instance).getAccessToken()).toMatchObject({ accessToken: "their-access" });
    expect(await given.textOf("default")).toBe(text);
  });

  test("fault 16: of a newer login whose access token is dead, the refresh token is used", async () => {
    const given = await givenLogin(root);
    const theirs = await givenLogin(root, {
      receivedAt: new Date("2026-11-26T10:05:00Z"),
      credential: { ...someLogin().credential, refreshToken: "their-refresh" },
    });
    const text = await theirs.textOf("default");
    const instance = answering([
      () => async () => {
        await writeFile(given.pathOf("default"), text);
        return refusing("invalid_grant")();
      },
      ...numbered(),
    ]);
    expect(await sourceIn(given, instance).getAccessToken()).toMatchObject({ accessToken: "access-1" });
    expect(instance.requests.map((form) => form["refresh_token"])).toEqual([
      "first-refresh",
      "their-refresh",
    ]);
    expect((await given.store.open("default"))?.secrets).toMatchObject({
      accessToken: "access-1",
      refreshToken: "their-refresh",
    });
  });

  test("whose file was damaged meanwhile is told as refused when its refresh token was", async () => {
    const given = await givenLogin(root);
    const instance = answering([
      () => async () => {
        await writeFile(given.pathOf("default"), "{");
        return refusing("invalid_grant")();
      },
    ]);
    expect(await failureOf(sourceIn(given, instance).getAccessToken())).toMatchObject({
      code: "LOGIN_REQUIRED",
      details: { reason: "refused" },
    });
    expect((await given.store.open("default"))?.secrets.refreshToken).toBe("first-refresh");
  });

  test("whose folder takes no file sends no request", async () => {
    const given = await givenLogin(root);
    const instance = answering(numbered());
    const text = await given.textOf("default");
    await rename(join(given.stateFolder, "profiles"), join(given.stateFolder, "elsewhere"));
    await writeFile(join(given.stateFolder, "profiles"), "");
    const refused = { code: "STORE_UNUSABLE", details: { reason: "io", systemCode: "ENOTDIR" } };
    expect(await failureOf(sourceIn(given, instance).getAccessToken())).toMatchObject(refused);
    expect(instance.requests).toEqual([]);
    expect(await readFile(join(given.stateFolder, "elsewhere", "default.json"), "utf8")).toBe(text);
  });

  /** An instance during whose answer the folder of the profiles goes away. */
  const losingFolder = ({ stateFolder }: GivenStore, answer: () => Response) =>
    answering([
      () => async () => {
        await rename(join(stateFolder, "profiles"), join(stateFolder, "elsewhere"));
        return answer();
      },
    ]);

  test("fault 12: a rotated refresh token that cannot be kept is rescued, and the path told", async () => {
    const given = await givenLogin(root);
    const instance = losingFolder(given, tokens({ refresh_token: "second-refresh" }));
    const heard: unknown[] = [];
    const source = sourceIn(given, instance, { onTokens: (news: NewTokens) => heard.push(news) });
    const error = await failureOf(source.getAccessToken());
    const rescued = (await readdir(given.stateFolder)).filter((name) => name.startsWith("rescued-"));
    expect(error).toMatchObject({
      code: "STORE_UNUSABLE",
      details: { reason: "io", systemCode: "ENOENT", rescuePath: join(given.stateFolder, `${rescued[0]}`) },
    });
    expect(JSON.stringify(error)).not.toMatch(/second-refresh|new-access/u);
    expect(JSON.parse(await readFile(join(given.stateFolder, `${rescued[0]}`), "utf8"))).toMatchObject({
      instanceUrl: "https://dev1.service-now.com",
      clientId: "id",
      accessToken: "new-access",
      refreshToken: "second-refresh",
    });
    expect(heard).toEqual([]);
  });

  test("an access token alone that cannot be kept needs no rescue: the refresh token is as good as before", async () => {
    const given = await givenLogin(root);
    const error = await failureOf(sourceIn(given, losingFolder(given, tokens())).getAccessToken());
    expect(error).toMatchObject({ code: "STORE_UNUSABLE", details: { systemCode: "ENOENT" } });
    expect(error).not.toHaveProperty("details.rescuePath");
    expect((await readdir(given.stateFolder)).filter((name) => name.startsWith("rescued-"))).toEqual([]);
  });

  test("a refusal that cannot be noted is told all the same", async () => {
    const given = await givenLogin(root);
    const error = await failureOf(
      sourceIn(given, losingFolder(given, refusing("invalid_grant"))).getAccessToken(),
    );
    expect(error).toMatchObject({ code: "LOGIN_REQUIRED", details: { reason: "refused" } });
  });
});
