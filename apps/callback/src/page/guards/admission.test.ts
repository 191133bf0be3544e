import { describe, expect, test } from "vitest";
import { createPage, visitPage } from "../../../test/fixtures/page-visitor.ts";

const origin = "http://127.0.0.1:53412";
const visitor = await visitPage();
const { app, address } = visitor.page;

describe("the key", () => {
  test("is exchanged for a strict cookie that no script can read, and leaves the address bar", async () => {
    const answer = (await visitPage()).admitted;
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/");
    expect(answer.headers.get("set-cookie")).toMatch(
      /^nowtoken-53412=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  test("has 256 bits, other ones for every page, and is not the cookie", async () => {
    const other = await visitPage();
    expect(address).toMatch(/\/\?key=[\w-]{43}$/);
    expect(other.page.address).not.toBe(address);
    expect(visitor.cookie).not.toContain(address.slice(-43));
  });

  test("works once", async () => {
    const answer = await app.request(address, {}, {});
    expect(answer.status).toBe(403);
    expect(answer.headers.get("set-cookie")).toBeNull();
  });

  test("is not used up by a HEAD request, nor by a POST", async () => {
    const page = createPage();
    for (const method of ["HEAD", "POST"]) await page.app.request(page.address, { method }, {});
    expect((await page.app.request(page.address, {}, {})).status).toBe(303);
  });

  test("that was used leads on whoever is in already", async () => {
    const answer = await visitor.get(address.slice(origin.length));
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/");
  });

  test.each(["/?key=", "/?key=wrong", "/?Key=", "/authorise?key="])(
    "%s does not open the page",
    async (path) => {
      const { page } = await visitPage();
      expect((await page.app.request(`${origin}${path}`, {}, {})).status).toBe(403);
    },
  );
});

describe("without the cookie", () => {
  const paths = [
    "/",
    "/authorise",
    "/tokens",
    "/failed",
    "/status",
    "/page.js",
    "/nothing-here",
    "/logins",
    "/logins/acme/verify",
  ];
  test.each(paths)("%s is not shown", async (path) => {
    const answer = await app.request(`${origin}${path}`, {}, {});
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("This page is for another window");
  });

  const actions = ["/", "/check", "/practice", "/authorise", "/redirect", "/tokens/show", "/tokens/value"];
  const others = ["/tokens/download", "/tokens/save", "/tokens/owner", "/end"];
  const withLogins = [
    "/new",
    "/acme/renew",
    "/acme/verify",
    "/acme/log-out",
    "/acme/hand-over/json/download",
  ];
  test.each([...actions, ...others, ...withLogins.map((path) => `/logins${path}`)])(
    "nothing is done at %s",
    async (path) => {
      expect((await visitor.post(path, {}, { cookie: "" })).status).toBe(403);
      expect((await visitor.post(path, {}, { cookie: "nowtoken-53412=wrong" })).status).toBe(403);
    },
  );

  test("the way on after a link from another site is shown", async () => {
    expect(await (await app.request(`${origin}/`, {}, {})).text()).toContain('<a href="/">');
  });
});
