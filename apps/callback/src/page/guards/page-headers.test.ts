import { expect, test } from "vitest";
import { knownLogins, makeListed } from "../../../test/fixtures/page-profiles.ts";
import { visitPage } from "../../../test/fixtures/page-visitor.ts";

const profiles = knownLogins([makeListed("acme")], { logOut: () => Promise.reject(new Error("broken")) });
const visitor = await visitPage({ profiles });

/** An answer of every kind: a page, each asset, data, a redirect, each refusal. */
const answers: Record<string, Promise<Response>> = {
  "the page": visitor.get("/"),
  "the logins": visitor.get("/logins"),
  "a mistake of our own": visitor.post("/logins/acme/log-out", { way: "forget" }),
  "the stylesheet": visitor.get("/page.css"),
  "the script": visitor.get("/page.js"),
  "the status": visitor.get("/status"),
  "a redirect": visitor.get("/tokens"),
  "an address that does not exist": visitor.get("/nothing-here"),
  "a visitor without the key": visitor.get("/", { cookie: "" }),
  "a form from elsewhere": visitor.post("/check", {}, { origin: "https://evil.example" }),
  "a wrong content type": visitor.post("/check", {}, { "content-type": "text/plain" }),
  "a form that is too large": visitor.post("/check", { instance: "a".repeat(70_000) }),
  "a wrong method": Promise.resolve(visitor.page.app.request(`${visitor.origin}/`, { method: "PUT" }, {})),
};

/** What an answer lacks, by its name. */
async function lacking(isThere: (headers: Headers) => boolean): Promise<string[]> {
  const named = Object.entries(answers).map(async ([name, answer]) => ({
    name,
    headers: (await answer).headers,
  }));
  return (await Promise.all(named)).filter(({ headers }) => !isThere(headers)).map(({ name }) => name);
}

const policy = "content-security-policy";

test.each([
  ["nothing is loaded unless it is allowed", policy, "default-src 'none'"],
  ["styles come from here", policy, "style-src 'self'"],
  ["scripts come from here", policy, "script-src 'self'"],
  ["scripts ask nobody else", policy, "connect-src 'self'"],
  ["pictures stand in the page", policy, "img-src data:"],
  ["forms go nowhere else", policy, "form-action 'self'"],
  ["no base can be set", policy, "base-uri 'none'"],
  ["no frame can hold it", policy, "frame-ancestors 'none'"],
])("by every answer's policy %s", async (_, header, directive) => {
  expect(await lacking((headers) => headers.get(header)?.split("; ").includes(directive) ?? false)).toEqual(
    [],
  );
});

test("no answer's policy allows anything more", async () => {
  expect(await lacking((headers) => headers.get(policy)?.split("; ").length === 8)).toEqual([]);
});

test.each([
  ["is kept", "cache-control", "no-store"],
  ["has its type guessed", "x-content-type-options", "nosniff"],
  ["is framed by an old browser", "x-frame-options", "DENY"],
  ["tells another site its address", "referrer-policy", "same-origin"],
  ["is held on to by another window", "cross-origin-opener-policy", "same-origin"],
  ["is embedded by another origin", "cross-origin-resource-policy", "same-origin"],
])("no answer %s", async (_, header, value) => {
  expect(await lacking((headers) => headers.get(header) === value)).toEqual([]);
});

test("no answer may be read by another origin", async () => {
  const isCors = (name: string) => name.startsWith("access-control-");
  expect(await lacking((headers) => ![...headers.keys()].some(isCors))).toEqual([]);
});

test("no answer binds other programs of this machine to https", async () => {
  expect(await lacking((headers) => !headers.has("strict-transport-security"))).toEqual([]);
});

test("each answer says what it is", async () => {
  const typeOf = async (name: string) => (await answers[name])?.headers.get("content-type");
  expect(await typeOf("the page")).toBe("text/html; charset=UTF-8");
  expect(await typeOf("the stylesheet")).toBe("text/css; charset=utf-8");
  expect(await typeOf("the script")).toBe("text/javascript; charset=utf-8");
  expect(await typeOf("the status")).toBe("application/json");
});
