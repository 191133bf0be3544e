import { Script } from "node:vm";
import { expect, test, vi } from "vitest";
import { knownLogins, makeListed } from "../../test/fixtures/page-profiles.ts";
import { valuesOf, visitPage } from "../../test/fixtures/page-visitor.ts";

test("every page, with its style and script, stays under 40 kB", async () => {
  const holders = ["knowledge-hub", "credential file"];
  const logins = Array.from({ length: 40 }, (_, index) =>
    makeListed(`customer-${index}`, { daysAgo: 90, holders }),
  );
  const visitor = await visitPage({
    practice: async () => ({ settings: {}, close: async () => undefined }),
    profiles: knownLogins(logins),
  });
  const assets = (await visitor.read("/page.css")) + (await visitor.read("/page.js"));
  const pages = [await visitor.read("/")];
  pages.push(await (await visitor.post("/", { instance: "@", redirectUri: "x" })).text());
  await visitor.begin();
  pages.push(await visitor.read("/authorise"));
  pages.push(await (await visitor.post("/redirect", { redirect: "x" })).text());
  await visitor.post("/redirect", { redirect: await visitor.consent() });
  pages.push(await visitor.read("/tokens"));
  visitor.instance.client.clientSecret = "another";
  await visitor.post("/authorise");
  await visitor.post("/redirect", { redirect: await visitor.consent() });
  pages.push(await visitor.read("/failed"));
  pages.push(await visitor.read("/logins?page=2"));
  expect(new Set(pages).size).toBe(7);
  const sizes = pages.map((html) => Buffer.byteLength(html + assets));
  expect(Math.max(...sizes)).toBeLessThan(40_000);
});

test("the page asks for nothing from anywhere else", async () => {
  const visitor = await visitPage();
  await visitor.begin();
  const html = (await visitor.read("/")) + (await visitor.read("/authorise"));
  const loaded = [...html.matchAll(/<(?:link|script|img|iframe)[^>]* (?:src|href)="([^"]+)"/g)];
  expect(new Set(loaded.map(([, address]) => address?.replace(/,.*/, "")))).toEqual(
    new Set(["data:image/svg+xml", "/page.css", "/page.js"]),
  );
  expect(await visitor.read("/page.css")).not.toMatch(/url\(|@import/);
  expect(html).not.toMatch(/ style="| on\w+="/);
});

test("the script is one", async () => {
  const script = await (await visitPage()).read("/page.js");
  expect(() => new Script(script)).not.toThrow();
  expect(script).not.toMatch(/innerHTML|eval\(|document\.write/);
});

test("each page has one heading of the first rank, one main part, and says in its title what it is", async () => {
  const visitor = await visitPage({ profiles: knownLogins() });
  const titles: (string | undefined)[] = [];
  const look = async (html: string) => {
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html.match(/<main /g)).toHaveLength(1);
    expect(html).toContain('<html lang="en">');
    titles.push(/<title>(.*?) · nowtoken</.exec(html)?.[1]);
  };
  await look(await visitor.read("/"));
  await visitor.begin();
  await look(await visitor.read("/authorise"));
  await visitor.post("/redirect", { redirect: await visitor.consent() });
  await look(await visitor.read("/tokens"));
  await look(await visitor.read("/logins"));
  await look(await (await visitor.post("/end")).text());
  await look(await visitor.read("/"));
  expect(titles).toEqual([
    "Your instance",
    "Authorise",
    "Your tokens",
    "Your logins",
    "Everything is forgotten",
    "This page is for another window",
  ]);
});

test("finishing forgets everything at once, and ends the page a moment later", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let ended = 0;
  const visitor = await visitPage({ onEnd: () => (ended += 1) });
  await visitor.logIn();
  const answer = await visitor.post("/end");
  expect(answer.headers.get("set-cookie")).toMatch(/^nowtoken-53412=; Max-Age=0/);
  expect((await visitor.get("/tokens")).status).toBe(403);
  expect(ended).toBe(0);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ended).toBe(1);
  vi.useRealTimers();
});

test("a page that nobody uses ends by itself, whatever a forgotten tab asks", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let closed = false;
  const visitor = await visitPage({
    idleMs: 150,
    onEnd: resolve,
    practice: async () => ({
      settings: { ...valuesOf(visitor.instance) },
      close: async () => {
        closed = true;
      },
    }),
  });
  await visitor.post("/practice");
  await visitor.post("/redirect", { redirect: await visitor.consent() });
  const asking = setInterval(() => visitor.get("/status"), 10);
  await promise;
  clearInterval(asking);
  expect(closed).toBe(true);
  expect((await visitor.get("/")).status).toBe(403);
});

test("a page that waits for Allow is in use", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let ended = 0;
  const visitor = await visitPage({ idleMs: 1_000, onEnd: () => (ended += 1) });
  await visitor.begin();
  for (let asked = 0; asked < 3; asked += 1) {
    await vi.advanceTimersByTimeAsync(900);
    await visitor.get("/status");
  }
  expect(ended).toBe(0);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ended).toBe(1);
  vi.useRealTimers();
});

test("a mistake of our own is told without its words", async () => {
  const visitor = await visitPage({ practice: () => Promise.reject(new Error("with something secret")) });
  const answer = await visitor.post("/practice");
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain("secret");
});
