import { expect, test } from "vitest";
import type { Effects } from "../effects.ts";
import { readTable } from "./read-table.ts";

/** Reads `incident` from an instance that answers so, and tells what it was asked. */
function read(status: number, body: unknown, table = "incident") {
  const asked: string[] = [];
  const effects: Effects = {
    fetch: (url, { headers }) => {
      asked.push(`${url} ${headers["authorization"]}`);
      const text = typeof body === "string" ? body : JSON.stringify(body);
      return new Response(text, { status, headers: { "content-type": "application/json" } });
    },
    now: () => new Date(),
    timeoutSeconds: 5,
  };
  const credential = { instanceUrl: "https://dev1.service-now.com", accessToken: "AT" };
  return { asked, reading: readTable({ ...credential, table }, effects) };
}

const refusal = (message: string, detail: string) => ({ error: { message, detail }, status: "failure" });

test("asks for the id of one row, with the token in a header", async () => {
  const { asked, reading } = read(200, { result: [{ sys_id: "1" }] });
  expect(await reading).toEqual({ status: 200, rows: 1 });
  expect(asked).toEqual([
    "https://dev1.service-now.com/api/now/table/incident?sysparm_fields=sys_id&sysparm_limit=1 Bearer AT",
  ]);
});

test.each([
  [200, { result: [] }],
  [404, refusal("No Record found", "Records matching query not found")],
])("no row is no refusal: %i", async (status, body) => {
  expect(await read(status, body).reading).toEqual({ status, rows: 0 });
});

test.each([
  [401, refusal("User Not Authenticated", "Required to provide Auth information"), undefined],
  [403, refusal("User Not Authorized", "Failed API level ACL Validation"), "right"],
  [403, refusal("User Not Authorized", "Missing required api access scope: x"), "scope"],
  [403, {}, "right"],
  [400, refusal("Invalid table incident", ""), "no-table"],
  [404, refusal("Not found", ""), "no-table"],
])("%i with %j is refused for the reason %s", async (status, body, reason) => {
  const error: unknown = await read(status, body).reading.catch((thrown: unknown) => thrown);
  const details = { status, host: "dev1.service-now.com", table: "incident", ...(reason && { reason }) };
  expect(error).toMatchObject({ code: "API_REJECTED" });
  expect(error).toHaveProperty("details", details);
});

test.each<[number, unknown, string]>([
  [200, "<html>Instance Hibernating page</html>", "hibernating"],
  [403, "<html>Forbidden</html>", "html"],
  [302, "", "redirect"],
  [503, {}, "server-error"],
  [429, refusal("Rate limit exceeded", ""), "shape"],
  [200, [], "shape"],
  [200, JSON.stringify({ result: ["x".repeat(1_048_576)] }), "too-large"],
])("%i with anything else is no answer: %#", async (status, body, reason) => {
  await expect(read(status, body).reading).rejects.toMatchObject({
    code: "TOKEN_RESPONSE_INVALID",
    details: { reason, status, endpoint: "table" },
  });
});

test.each(["", "../sys_user", "Incident", "a/b", "a?sysparm_limit=9", "a b", "a%2fb"])(
  "%j cannot be a table, and nothing is sent",
  async (table) => {
    const { asked, reading } = read(200, { result: [] }, table);
    await expect(reading).rejects.toMatchObject({ code: "CONFIG_INVALID" });
    expect(asked).toEqual([]);
  },
);
