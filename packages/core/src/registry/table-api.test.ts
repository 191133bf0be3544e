import { describe, expect, test } from "vitest";
import { adviseOn } from "../advice/advice.ts";
import type { Fetch, FetchInit } from "../effects.ts";
import { isAuthError } from "../errors.ts";
import { createTableApi, type TableAccess } from "./table-api.ts";

const instanceUrl = "https://dev1.service-now.com";
const secrets = ["hunter2-password", "hunter2-secret"] as const;
const [password, clientSecret] = secrets;

/** A Table API whose instance answers everything alike. */
function tables(status: number, body: unknown, access: Partial<TableAccess> = {}) {
  const requests: (FetchInit & { readonly url: string })[] = [];
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const fetch: Fetch = (url, init) => {
    requests.push({ url, ...init });
    const answer = new Response(text);
    return { status, headers: answer.headers, body: answer.body };
  };
  const effects = { fetch, now: () => new Date(0), timeoutSeconds: 5 };
  const given = { instanceUrl, userName: "ädmin", password, ...access } as TableAccess;
  return { api: createTableApi(given, effects), requests };
}

const refusal = (message: string, detail: string | null = null) => ({
  error: { message, detail },
  status: "failure",
});

const errorOf = async (action: Promise<unknown>) => {
  const error = await action.catch((thrown: unknown) => thrown);
  if (!isAuthError(error)) throw new Error("expected an error of ours");
  for (const secret of secrets)
    expect(JSON.stringify([error, error.stack, adviseOn(error)])).not.toContain(secret);
  return error;
};

const query = { query: "name=a b&c", fields: ["sys_id", "name"] };

describe("a request", () => {
  test("asks for stored values of the fields named, percent-encoded, as whoever the password belongs to", async () => {
    const { api, requests } = tables(200, { result: [] });
    await api.find("oauth_entity", query);
    const [{ url = "", method, headers = {} } = {}] = requests;
    expect(method).toBe("GET");
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      sysparm_query: "name=a b&c",
      sysparm_fields: "sys_id,name",
      sysparm_limit: "100",
      sysparm_exclude_reference_link: "true",
    });
    const basic = Buffer.from(headers["authorization"]?.replace("Basic ", "") ?? "", "base64").toString();
    expect(basic).toBe(`ädmin:${password}`);
  });

  test("carries a token where there is one, and a change as JSON", async () => {
    const { api, requests } = tables(200, { result: { sys_id: "1" } }, { accessToken: "a-token" });
    await api.update("oauth_entity", { sysId: "1", values: { active: "true" } });
    expect(requests).toMatchObject([
      {
        url: `${instanceUrl}/api/now/table/oauth_entity/1?sysparm_exclude_reference_link=true`,
        method: "PATCH",
        headers: { authorization: "Bearer a-token", "content-type": "application/json" },
        body: '{"active":"true"}',
      },
    ]);
  });
});

describe("an answer", () => {
  test("is read as text, a reference by its value, whatever else JSON can hold", async () => {
    const row = { a: "text", b: { link: "https://x", value: "id" }, c: 3, d: null, e: true };
    const { api } = tables(200, { result: [row] });
    expect(await api.find("t", query)).toEqual([{ a: "text", b: "id", c: "3", d: "", e: "true" }]);
  });

  test("that no record was found is an empty list", async () => {
    expect(await tables(404, refusal("No Record found")).api.find("t", query)).toEqual([]);
  });

  test.each([
    ["a web page", 200, "<html>Hello</html>", "html"],
    ["a sleeping instance", 200, "<title>Instance Hibernating page</title>", "hibernating"],
    ["a server that fails", 500, refusal("x"), "server-error"],
    ["rows of another shape", 200, { result: "no" }, "shape"],
    ["too many requests", 429, refusal("Rate limit exceeded"), "shape"],
  ])("that is %s is told as one of the table", async (_, status, body, reason) => {
    const error = await errorOf(tables(status, body).api.find("t", query));
    expect(error).toMatchObject({ code: "TOKEN_RESPONSE_INVALID", details: { reason, endpoint: "table" } });
    expect(JSON.stringify(adviseOn(error))).not.toMatch(/authorization code|usable tokens/u);
  });
});

describe("a refusal names what was refused:", () => {
  test.each<[string, number, object, object]>([
    ["the credentials", 401, refusal("User Not Authenticated"), { credential: "password" }],
    [
      "the right",
      403,
      refusal("User Not Authorized", "Failed API level ACL Validation"),
      { reason: "right" },
    ],
    ["a right in no known words", 403, refusal("No"), { reason: "right" }],
    [
      "the scope",
      403,
      refusal("User Not Authorized", "Missing required api access scope: x"),
      { reason: "scope" },
    ],
    ["the table", 400, refusal("Invalid table oauth_entity"), { reason: "no-table" }],
    ["the path", 400, refusal("Requested URI does not represent any resource"), { reason: "no-table" }],
  ])("%s", async (_, status, body, details) => {
    const error = await errorOf(tables(status, body).api.find("oauth_entity", query));
    expect(error).toMatchObject({ code: "API_REJECTED", details: { ...details, status, action: "read" } });
  });

  test("a row, in the instance's words without the secret that was sent, cleaned and cut", async () => {
    const said = `Business Rule says no to ${clientSecret}\u001b[31m${"!".repeat(500)}`;
    const { api } = tables(403, refusal("Operation Failed", said));
    const error = await errorOf(api.insert("oauth_entity", { client_secret: clientSecret }));
    expect(error.details).toMatchObject({ reason: "row", action: "insert", table: "oauth_entity" });
    const { description = "" } = isAuthError(error, "API_REJECTED") ? error.details : {};
    expect(description).toMatch(/^Operation Failed Business Rule says no to •••!+…$/u);
    expect(description.length).toBeLessThanOrEqual(200);
  });
});
