import { expect, test } from "vitest";
import { visitPage } from "../../../test/fixtures/page-visitor.ts";

const visitor = await visitPage();
const { origin } = visitor;

test("a form of ours goes through", async () => {
  expect((await visitor.post("/check")).status).toBe(200);
});

test.each([
  ["from another site", { origin: "https://evil.example" }],
  ["from another port of this machine", { origin: "http://127.0.0.1:53413" }],
  ["from another name of this machine", { origin: "http://localhost:53412" }],
  ["from an origin in disguise", { origin: "null" }],
  ["without an origin", { origin: "" }],
  ["from another site, whatever the origin", { "sec-fetch-site": "cross-site" }],
  ["from another port, whatever the origin", { "sec-fetch-site": "same-site" }],
])("a form %s is refused", async (_, headers) => {
  expect((await visitor.post("/check", {}, headers)).status).toBe(403);
});

test("Sec-Fetch-Site does not make up for an Origin that is not ours", async () => {
  const headers = { origin: "https://evil.example", "sec-fetch-site": "same-origin" };
  expect((await visitor.post("/check", {}, headers)).status).toBe(403);
});

test.each(["", "wrong"])("a form with the form token %j is refused", async (formToken) => {
  expect((await visitor.post("/check", { formToken })).status).toBe(403);
});

test.each([
  "text/plain",
  "multipart/form-data; boundary=x",
  "application/json",
  "application/x-www-form-urlencoded-not",
])("the content type %s is refused", async (type) => {
  expect((await visitor.post("/check", {}, { "content-type": type })).status).toBe(415);
});

test("a body without a content type is refused", async () => {
  const { app } = visitor.page;
  const headers = { cookie: visitor.cookie, origin };
  const answer = await app.request(
    `${origin}/check`,
    { method: "POST", headers, body: new Uint8Array([97]) },
    {},
  );
  expect(answer.status).toBe(415);
});

test("more than a form can need is refused", async () => {
  expect((await visitor.post("/check", { instance: "a".repeat(70_000) })).status).toBe(413);
});

test("an action that is asked for by GET does not happen", async () => {
  for (const path of ["/check", "/practice", "/tokens/value", "/tokens/download", "/tokens/save", "/end"]) {
    expect([303, 404]).toContain((await visitor.get(path)).status);
  }
  expect((await visitor.get("/")).status).toBe(200);
});
