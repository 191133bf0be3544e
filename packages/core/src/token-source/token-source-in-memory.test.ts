import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isAuthError } from "../errors.ts";
import { failureOf, someLogin } from "../store/given-store.fixture.ts";
import { answering, numbered, refusing, startOfTests, tokens } from "./answering.fixture.ts";
import { createTokenSource, type TokenSource } from "./token-source.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

describe("of a login in this process alone", () => {
  const { settings } = someLogin();

  test("a refresh token is enough", async () => {
    const instance = answering(numbered());
    const source = createTokenSource({
      settings: { ...settings, refreshToken: "first-refresh" },
      ...instance,
    });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1" });
  });

  test("an access token whose death is not known is refreshed at once", async () => {
    const instance = answering(numbered());
    const seed = { ...settings, refreshToken: "first-refresh", accessToken: "first-access" };
    const source = createTokenSource({ settings: seed, ...instance });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1" });
  });

  test("an access token that lives is given out, and then a login is needed", async () => {
    const instance = answering([]);
    const expiresAt = new Date(startOfTests.getTime() + 600_000);
    const source = createTokenSource({
      settings: { ...settings, accessToken: "first-access", expiresAt },
      ...instance,
    });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "first-access", secondsLeft: 600 });
    instance.pass(600);
    expect(await failureOf(source.getAccessToken())).toMatchObject({
      code: "LOGIN_REQUIRED",
      details: { reason: "no-refresh-token" },
    });
  });

  test("a client needs no more than its refresh token, or none", async () => {
    const instance = answering(numbered());
    const client = { instanceUrl: settings.instanceUrl, clientId: "id" };
    const source = createTokenSource({ settings: { ...client, refreshToken: "first-refresh" }, ...instance });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1" });
    expect(instance.requests).toEqual([
      { grant_type: "refresh_token", refresh_token: "first-refresh", client_id: "id" },
    ]);
  });
});

describe("of a machine that keeps its tokens in this process alone", () => {
  const client = { instanceUrl: "https://dev1.service-now.com", clientId: "id", clientSecret: "secret" };

  test("client credentials get a token, and the next before it dies", async () => {
    const instance = answering(numbered());
    const source = createTokenSource({ settings: { ...client, grant: "client-credentials" }, ...instance });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1", refreshed: true });
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1", refreshed: false });
    instance.pass(1600);
    expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-2", refreshed: true });
    const request = { grant_type: "client_credentials", client_id: "id", client_secret: "secret" };
    expect(instance.requests).toEqual([request, request]);
  });

  test("scopes go with the request where they are given", async () => {
    const instance = answering(numbered());
    const wanted = { ...client, grant: "client-credentials", scopes: ["useraccount", "itsm"] } as const;
    await createTokenSource({ settings: wanted, ...instance }).getAccessToken();
    expect(instance.requests).toMatchObject([{ scope: "useraccount itsm" }]);
  });

  test("a key signs for a token, be it in a file or in memory", async () => {
    const keyFile = join(root, "key.txt");
    await writeFile(keyFile, "shared");
    for (const jwt of [
      { subject: "ada", key: { sharedSecret: "shared" } },
      { subject: "ada", keyFile, algorithm: "HS256" },
    ]) {
      const instance = answering(numbered());
      const source = createTokenSource({ settings: { ...client, grant: "jwt-bearer", jwt }, ...instance });
      expect(await source.getAccessToken()).toMatchObject({ accessToken: "access-1" });
      const [request = {}] = instance.requests;
      expect(request["grant_type"]).toBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
      const [, claims = ""] = request["assertion"]?.split(".") ?? [];
      expect(JSON.parse(`${Buffer.from(claims, "base64url")}`)).toMatchObject({ iss: "id", sub: "ada" });
    }
  });

  test("of a client that never got a token nobody says that it worked before", async () => {
    const instance = answering([tokens(), refusing("invalid_client", 401)]);
    const machine = { ...client, grant: "client-credentials" } as const;
    const workedBefore = async (source: TokenSource) => {
      const error = await failureOf(source.getAccessToken({ refresh: "always" }));
      return isAuthError(error, "TOKEN_REQUEST_REJECTED") && error.details.attempt?.workedBefore;
    };
    const source = createTokenSource({ settings: machine, ...instance });
    await source.getAccessToken();
    expect(await workedBefore(source)).toEqual({ client: true, scopes: true });
    expect(await workedBefore(createTokenSource({ settings: machine, ...instance }))).toBeUndefined();
  });
});
