import { findFreePort } from "@nowtoken/contract";
import { createEffects } from "@nowtoken/core";
import { startPracticeInstance, visitAsPerson } from "@nowtoken/simulator";
import { expect, test } from "vitest";
import { pageOptions, valuesOf } from "../../test/fixtures/page-visitor.ts";

import { openPage } from "./open-page.ts";

test("a login with a loopback redirect URI comes back by itself, over real sockets", async () => {
  const port = await findFreePort();
  const redirectUri = `http://127.0.0.1:${port}/callback`;
  const practice = await startPracticeInstance({ clients: [{ redirectUris: [redirectUri] }] });
  const page = await openPage({ ...pageOptions(), effects: createEffects({ timeoutSeconds: 5 }) });
  const { origin } = new URL(page.address);
  const admitted = await fetch(page.address, { redirect: "manual" });
  const cookie = admitted.headers.get("set-cookie")?.split(";")[0] ?? "";
  const read = async (path: string) => (await fetch(`${origin}${path}`, { headers: { cookie } })).text();
  const [, formToken = ""] = /name="formToken" value="([^"]+)"/.exec(await read("/")) ?? [];
  const values = { ...valuesOf(practice.instance), redirectUri, formToken };
  const body = new URLSearchParams(values);
  await fetch(`${origin}/`, { method: "POST", headers: { cookie, origin }, body });

  const [, href = ""] = /<a class="main" href="([^"]+)"/.exec(await read("/authorise")) ?? [];
  const visit = await visitAsPerson({ url: href.replaceAll("&amp;", "&"), ...practice.instance.user });
  const other = await (await fetch(visit.redirectedTo)).text();
  expect(other).toContain("The tab where you began has your tokens.");
  expect(await read("/tokens")).toContain("Knowledge Integration");

  await page.close();
  await page.ended;
  await practice.close();
  await expect(fetch(origin)).rejects.toThrow("fetch failed");
});

test("a port that is taken is told", async () => {
  const first = await openPage(pageOptions());
  const port = Number(new URL(first.address).port);
  await expect(openPage({ ...pageOptions(), port })).rejects.toMatchObject({ code: "PORT_UNAVAILABLE" });
  await first.close();
});

test("a page that nobody uses stops to listen", async () => {
  const page = await openPage({ ...pageOptions(), idleMs: 10 });
  await page.ended;
  await expect(fetch(page.address)).rejects.toThrow("fetch failed");
});
