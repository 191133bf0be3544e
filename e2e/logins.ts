/// <reference lib="dom" />
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { runCommand } from "../apps/cli/test/fixtures/run-command.ts";
import { allow } from "../apps/cli/test/home.ts";
import { answerConsent, expectAccessible, type Stage } from "./stage.ts";

/** Keeps a login as the profile `acme`, from the command line. */
export async function keepLogin({ server, environment }: Stage): Promise<void> {
  const given = { environment: { ...environment, NOWTOKEN_PROFILE: "acme", NOWTOKEN_OUT: "-" } };
  const { stdout } = await runCommand(["url"], given);
  await runCommand(["exchange"], { ...given, input: await allow(server, stdout) });
}

/** Verifies it, hands it over, renews it and ends it, on the page. */
export async function liveAYear(page: Page, stage: Stage): Promise<void> {
  await page.getByRole("heading", { name: "acme" }).waitFor();
  await expectGoodLooks(page);

  await page.getByRole("link", { name: "Verify acme" }).click();
  await page.getByLabel("Tables that must be readable").fill("incident sys_nothing");
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByRole("heading", { name: "One check failed" }).waitFor();
  await expectGoodLooks(page, ["dark", "light"]);

  await page.getByRole("link", { name: "Your logins" }).click();
  await page.getByRole("link", { name: "Hand over acme" }).click();
  await expectGoodLooks(page);
  await page.getByRole("link", { name: "NiCE Knowledge Hub" }).click();
  const { access_token: accessToken, refresh_token: refreshToken = "" } = stage.issued.at(-1) ?? {};
  expect(await page.content()).not.toContain(refreshToken);
  await page.getByRole("button", { name: "Show Refresh Token" }).click();
  await page.getByText(refreshToken).waitFor();
  await page.getByRole("button", { name: "Copy Access Token" }).click();
  await page.getByRole("status").filter({ hasText: "Access Token copied" }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(accessToken);
  await expectGoodLooks(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download servicenow-knowledge-hub.txt" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toContain(`Refresh Token: ${refreshToken}\n`);

  await page.getByRole("link", { name: "Your logins" }).click();
  await page.getByRole("button", { name: "Renew acme" }).click();
  const link = page.getByRole("link", { name: /^Open / });
  const [tab] = await Promise.all([stage.context.waitForEvent("page"), link.click()]);
  await answerConsent(tab, stage);
  await tab.getByText("Your OAuth redirect failed").waitFor();
  await page.getByLabel("The address you copied").fill(tab.url());
  await page.getByRole("button", { name: "Get the tokens" }).click();
  await page.getByText("The same refresh token, with a new date").waitFor();
  await expectGoodLooks(page);

  await page.getByRole("link", { name: "Your logins" }).click();
  await page.getByRole("link", { name: "Log out acme" }).click();
  await page.getByText(/Revoking these tokens stops .*NiCE Knowledge Hub/).waitFor();
  await expectGoodLooks(page, ["dark", "light"]);
  await page.getByLabel("Revoke the tokens, and forget it").check();
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByText("The tokens are revoked, and the profile acme is forgotten.").waitFor();
  await page.getByRole("button", { name: "Log in for the first time" }).waitFor();
}

/** Accessible, and no wider than a small telephone. */
async function expectGoodLooks(
  page: Page,
  schemes: readonly ("light" | "dark")[] = ["light"],
): Promise<void> {
  await page.setViewportSize({ width: 360, height: 400 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
}
