import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "@nowtoken/contract";
import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { authorizationUrl, nowtoken, type Run } from "../apps/cli/test/nowtoken.ts";
import { answerConsent, expectAccessible, type Stage, setStage } from "./stage.ts";

/** Logins of a process that the browser comes back to. */
export function testLoopback(browser: Browser | undefined): void {
  test("ends when Allow is clicked; the tab tells the outcome at an address without the code", async () => {
    const { run, file } = await login(browser, async (tab, stage) => {
      await answerConsent(tab, stage);
      await tab.getByRole("heading", { name: "You are logged in" }).waitFor();
      expect(new URL(tab.url()).search).toBe("");
      expect(await tab.content()).toContain("knowledge.integration");
      await expectAccessible(tab);
      expect(stage.complaints).toEqual([]);
    });
    expect(run.exitCode).toBe(0);
    expect(file).toMatch(/^Auth code: \S+\nAccess token: \S+\nRefresh token: \S+\n$/);
  });

  test("ends with 4 when Deny is clicked, and the tab says so", async () => {
    const { run, file } = await login(browser, async (tab, stage) => {
      await answerConsent(tab, stage, "Deny");
      await tab.getByRole("heading", { name: "Access was denied" }).waitFor();
      await expectAccessible(tab);
    });
    expect([run.exitCode, file]).toEqual([4, undefined]);
  });
}

/** A whole login, with a tab that opened its URL. */
async function login(
  browser: Browser | undefined,
  play: (tab: Page, stage: Stage) => Promise<void>,
): Promise<{ run: Run; file: string | undefined }> {
  const redirectUri = `http://localhost:${await findFreePort()}/callback`;
  const stage = await setStage(browser, { clients: [{ redirectUris: [redirectUri] }] });
  const path = join(stage.home, "credentials.txt");
  try {
    const run = await nowtoken(["login", "--no-open", "--no-input", "--redirect-uri", redirectUri], {
      environment: { ...stage.environment, NOWTOKEN_OUT: path },
      meanwhile: async ({ waitFor }) => {
        const tab = await stage.context.newPage();
        await tab.goto((await waitFor(authorizationUrl)) ?? "");
        await play(tab, stage);
      },
    });
    return { run, file: await readFile(path, "utf8").catch(() => undefined) };
  } finally {
    await stage.close();
  }
}
