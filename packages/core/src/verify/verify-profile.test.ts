import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Effects } from "../effects.ts";
import { failureOf, type GivenStore, givenLogin, someLogin } from "../store/given-store.fixture.ts";
import {
  answering,
  networkError,
  refusing,
  startOfTests,
  tokens,
} from "../token-source/answering.fixture.ts";
import { createTokenSource } from "../token-source/token-source.ts";
import { type ProfileVerification, verifyProfile } from "./verify-profile.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

/** A login whose access token lives half an hour more. */
const givenAlive = () =>
  givenLogin(root, {
    receivedAt: startOfTests,
    credential: { ...someLogin().credential, expiresAt: new Date(startOfTests.getTime() + 1_800_000) },
  });

type Read = (path: string, token: string) => Promise<number> | number;

/** An instance whose token endpoint does one act after the other, and whose APIs answer with the status that `read` says. */
function instanceWith(acts: Parameters<typeof answering>[0], read: Read = () => 200) {
  const instance = answering(acts);
  const fetch: Effects["fetch"] = async (url, init) => {
    const { pathname } = new URL(url);
    if (pathname === "/oauth_token.do") return instance.effects.fetch(url, init);
    const status = await read(pathname, init.headers["authorization"] ?? "");
    const result = pathname.includes("/table/") ? [{}] : { user_name: "ada" };
    return new Response(JSON.stringify({ result }), { status });
  };
  return { ...instance, effects: { ...instance.effects, fetch } };
}

const verify = (
  { store }: GivenStore,
  { effects }: Pick<ReturnType<typeof instanceWith>, "effects">,
  request: Partial<ProfileVerification> = {},
) => verifyProfile({ store, name: "default", tables: ["incident"], ...request }, effects);

describe("of an access token", () => {
  test("that lives, nothing is locked or written", async () => {
    const given = await givenAlive();
    await rm(join(given.stateFolder, "locks"), { recursive: true });
    const text = await given.textOf("default");
    const instance = instanceWith([]);
    expect(await verify(given, instance)).toMatchObject({ status: "warning" });
    expect(await readdir(given.stateFolder)).toEqual(["profiles"]);
    expect([await given.textOf("default"), instance.requests]).toEqual([text, []]);
  });

  test("that the instance refuses, a new one is asked for and proved, once", async () => {
    const given = await givenAlive();
    const refuse = (_: string, token: string) => (token === "Bearer first-access" ? 401 : 200);
    const instance = instanceWith([tokens()], refuse);
    const { checks } = await verify(given, instance);
    expect(checks).toMatchObject([{ check: "user", status: "ok" }, {}, { check: "table", status: "ok" }]);
    expect(instance.requests).toHaveLength(1);
    expect((await given.store.open("default"))?.secrets.accessToken).toBe("new-access");
  });

  test("that the instance refuses though it is new, that is what is told", async () => {
    const given = await givenAlive();
    const instance = instanceWith([tokens()], () => 401);
    const { status, checks } = await verify(given, instance);
    expect(status).toBe("failed");
    expect(checks[0]).toMatchObject({ check: "user", error: { details: { status: 401 } } });
    expect(instance.requests).toHaveLength(1);
  });

  test("no table is asked for that cannot be one, nor a new token", async () => {
    const given = await givenLogin(root);
    const instance = instanceWith([]);
    const failure = await failureOf(verify(given, instance, { tables: ["../x"] }));
    expect(failure).toMatchObject({ code: "CONFIG_INVALID" });
    expect(instance.requests).toEqual([]);
  });
});

describe("as a connector", () => {
  test("the profile is held while the refresh token is redeemed, and is free while it is read with", async () => {
    const given = await givenLogin(root);
    const isFree = (): Promise<boolean> =>
      given.store.hold("default", async () => true, AbortSignal.timeout(200)).catch(() => false);
    const seen: Record<string, boolean> = {};
    const redeem = tokens({ refresh_token: "second-refresh" });
    const instance = instanceWith(
      [
        () => async () => {
          seen["redeeming"] = await isFree();
          return redeem();
        },
      ],
      async (path) => {
        seen[path] ??= await isFree();
        return 200;
      },
    );
    const { checks } = await verify(given, instance, { asConnector: true });
    expect(checks[0]).toMatchObject({ check: "connector", status: "ok", rotated: true });
    expect(seen).toEqual({
      redeeming: false,
      "/api/now/ui/user/current_user": true,
      "/api/now/table/incident": true,
    });
    expect((await given.store.open("default"))?.secrets.refreshToken).toBe("second-refresh");
  });

  test("fault 25: an answer that was lost is remembered, and told from a revoked token", async () => {
    const given = await givenLogin(root);
    const lost = instanceWith([networkError("ECONNRESET")]);
    const { checks } = await verify(given, lost, { asConnector: true });
    expect(checks[0]).toMatchObject({ verdict: "temporary", error: { code: "INSTANCE_UNREACHABLE" } });
    expect(given.store.read("default")?.login?.answerLostAt).toEqual(expect.any(Date));
    const refused = await verify(given, instanceWith([refusing("invalid_grant")]), { asConnector: true });
    expect(refused.checks[0]).toMatchObject({
      check: "connector",
      verdict: "dead",
      error: { code: "LOGIN_REQUIRED", details: { reason: "answer-lost", error: "invalid_grant" } },
    });
    expect(given.store.read("default")?.login?.refusedAt).toEqual(startOfTests);
  });

  test("what was noted of the refresh token is forgotten when it works again", async () => {
    const given = await givenLogin(root);
    await verify(given, instanceWith([refusing("invalid_grant")]), { asConnector: true });
    await verify(given, instanceWith([tokens()]), { asConnector: true });
    expect(given.store.read("default")?.login).not.toHaveProperty("refusedAt");
    const { effects } = instanceWith([tokens()]);
    const source = createTokenSource({ store: given.store, profile: "default", effects });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "new-access", refreshed: false });
  });
});
