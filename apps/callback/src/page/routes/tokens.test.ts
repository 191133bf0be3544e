import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PageVisitor, valuesOf, visitPage } from "../../../test/fixtures/page-visitor.ts";

let folder: string;
let file: string;
let visitor: PageVisitor;
/** What the instance handed out. */
const issued = { accessToken: "", refreshToken: "", code: "" };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nowtoken-page-"));
  file = join(folder, "servicenow_credentials.txt");
  visitor = await visitPage({ desktopFile: async () => file });
  visitor.instance.behaviour.tokenAnswer = (answer) => {
    issued.accessToken = answer.access_token;
    issued.refreshToken = answer.refresh_token ?? "";
    return answer;
  };
  await visitor.begin();
  const redirect = await visitor.consent();
  issued.code = new URL(redirect).searchParams.get("code") ?? "";
  await visitor.post("/redirect", { redirect });
});
afterAll(() => rm(folder, { recursive: true }));

const secrets = () => ({ ...issued, clientSecret: visitor.instance.client.clientSecret ?? "" });
const shownIn = (text: string) =>
  Object.entries(secrets())
    .filter(([, value]) => text.includes(value) || text.includes(value.replaceAll("&", "&amp;")))
    .map(([name]) => name);

describe("the tokens", () => {
  test("stand in the order of the connector's form, and whose they are is told", async () => {
    const html = await visitor.read("/tokens");
    const labels = [...html.matchAll(/<dt>([^<]+)<\/dt>/g)].map(([, label]) => label);
    expect(labels).toEqual(["Client ID", "Client secret", "Access token", "Refresh token"]);
    expect(html).toContain("as <b>Knowledge Integration</b> (knowledge.integration)");
  });

  test("are on no page that was not asked to show them", async () => {
    for (const path of ["/", "/authorise", "/tokens", "/failed", "/status", "/page.js", "/page.css"]) {
      const answer = await visitor.get(path);
      const headers = JSON.stringify([...answer.headers]);
      expect([path, shownIn(headers + (await answer.text()))]).toEqual([path, []]);
    }
  });

  test.each(["clientSecret", "accessToken", "refreshToken"])(
    "show %s alone when it is asked for",
    async (value) => {
      const html = await (await visitor.post("/tokens/show", { value })).text();
      expect(shownIn(html)).toEqual([value]);
      expect(shownIn(await visitor.read("/tokens"))).toEqual([]);
    },
  );

  test.each(["accessToken", "refreshToken", "clientSecret"] as const)(
    "hand %s to the script",
    async (value) => {
      expect(await (await visitor.post("/tokens/value", { value })).json()).toEqual({
        value: secrets()[value],
      });
    },
  );

  test.each(["authorizationCode", "__proto__", "", "constructor"])("know no value %j", async (value) => {
    expect((await visitor.post("/tokens/value", { value })).status).toBe(400);
    expect((await visitor.post("/tokens/show", { value })).status).toBe(400);
  });

  test("say when each dies, and that the refresh token's day is assumed", async () => {
    const html = await visitor.read("/tokens");
    expect(html).toContain("Dies in 30 minutes");
    expect(html).toMatch(/Dies on <b><time datetime="2026-06-09T12:00:00.000Z">9 June 2026<\/time><\/b>/);
    expect(html).toContain("its default of 100 days is assumed");
  });
});

describe("a download", () => {
  test("as text is the guide's file, byte for byte", async () => {
    const answer = await visitor.post("/tokens/download", { format: "text" });
    const { code, accessToken, refreshToken } = issued;
    expect(await answer.text()).toBe(
      `Auth code: ${code}\nAccess token: ${accessToken}\nRefresh token: ${refreshToken}\n`,
    );
    expect(answer.headers.get("content-disposition")).toBe(
      'attachment; filename="servicenow_credentials.txt"',
    );
  });

  test("as JSON and as a dotenv file holds the same tokens", async () => {
    const json = await visitor.post("/tokens/download", { format: "json" });
    expect(json.headers.get("content-type")).toBe("application/json");
    expect(await json.json()).toMatchObject({
      accessToken: issued.accessToken,
      refreshToken: issued.refreshToken,
    });
    const env = await visitor.post("/tokens/download", { format: "env" });
    expect(env.headers.get("content-disposition")).toContain("servicenow_credentials.env");
    expect(await env.text()).toContain(`SERVICENOW_REFRESH_TOKEN=${issued.refreshToken}`);
  });

  test("in another format there is none", async () => {
    expect((await visitor.post("/tokens/download", { format: "toString" })).status).toBe(400);
  });
});

describe("saving to the Desktop", () => {
  test("writes the guide's file for the person alone, and says to delete it later", async () => {
    const answer = await visitor.post("/tokens/save");
    expect(answer.headers.get("location")).toBe("/tokens");
    expect(await readFile(file, "utf8")).toContain(`Refresh token: ${issued.refreshToken}\n`);
    if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
    const html = await visitor.read("/tokens");
    expect(html).toContain(`Saved to <code>${file}</code>`);
    expect(html).toContain("Delete it once the form is filled");
  });

  test("that does not work is told, and the tokens stay", async () => {
    const other = await visitPage({ desktopFile: async () => join(folder, "missing", "file.txt") });
    await other.logIn();
    await other.post("/tokens/save");
    const html = await other.read("/tokens");
    expect(html).toContain("CREDENTIAL_FILE_UNWRITABLE");
    expect(html).toContain("For the connector’s form");
  });

  test("is not offered for practice tokens, nor without a Desktop", async () => {
    const practising = await visitPage({
      desktopFile: async () => file,
      practice: async () => ({
        settings: { ...valuesOf(practising.instance) },
        close: async () => undefined,
      }),
    });
    await practising.post("/practice");
    await practising.post("/redirect", { redirect: await practising.consent() });
    const without = await visitPage();
    await without.logIn();
    for (const other of [practising, without]) {
      expect(await other.read("/tokens")).not.toContain("Save to Desktop</button>");
      expect((await other.post("/tokens/save")).status).toBe(404);
    }
  });
});

describe("what may be missing", () => {
  test("a refresh token: what to check is said instead", async () => {
    const other = await visitPage();
    other.instance.behaviour.refreshTokens = "never";
    await other.logIn();
    const html = await other.read("/tokens");
    expect(html).toContain("None was issued.");
    expect(html).toContain("Refresh Token Lifespan is above 0");
    expect((await other.post("/tokens/value", { value: "refreshToken" })).status).toBe(400);
  });

  test("whose they are: the reason is said, and it can be asked again", async () => {
    const other = await visitPage();
    other.instance.behaviour.api = "acl";
    await other.logIn();
    expect(await other.read("/tokens")).toContain("API_REJECTED");
    other.instance.behaviour.api = "open";
    await other.post("/tokens/owner");
    expect(await other.read("/tokens")).toContain("Knowledge Integration");
  });

  test("the day of the access token: it is said that nobody knows", async () => {
    const other = await visitPage();
    other.instance.behaviour.tokenAnswer = ({ expires_in: _, ...answer }) => answer;
    await other.logIn();
    expect(await other.read("/tokens")).toContain("The instance did not say when it dies.");
  });
});

test("a name from the instance is escaped", async () => {
  const other = await visitPage();
  other.instance.user.displayName = '<img src=x onerror="alert(1)">';
  await other.logIn();
  const html = await other.read("/tokens");
  expect(html).toContain("&lt;img src=x onerror=");
  expect(html).not.toContain("<img");
});

test("nothing secret ever stands in an address that the instance or the browser is asked for", async () => {
  const paths = visitor.instance.log().map(({ path }) => path);
  expect(shownIn(JSON.stringify(paths))).toEqual([]);
  for (const path of ["/tokens/save", "/tokens/owner", "/authorise"]) {
    const location = (await (await visitPage()).post(path)).headers.get("location") ?? "";
    expect(location).toMatch(/^\/[a-z]*$/);
  }
});
