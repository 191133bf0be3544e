/// <reference lib="dom" />
import { readFile } from "node:fs/promises";
import { findFreePort } from "@nowtoken/contract";
import type { PracticeOptions } from "@nowtoken/simulator";
import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { nowtoken } from "../apps/cli/test/nowtoken.ts";
import { keepLogin, liveAYear } from "./logins.ts";
import { answerConsent, expectAccessible, type Stage, setStage, withPage } from "./stage.ts";

/** What a person does on the page of `nowtoken ui`. */
export function testPage(browser: Browser | undefined): void {
  const onStage = async (options: PracticeOptions, play: (stage: Stage) => Promise<void>) => {
    const stage = await setStage(browser, options);
    try {
      await play(stage);
      expect(stage.complaints).toEqual([]);
    } finally {
      await stage.close();
    }
  };

  test("takes a person from the values to the tokens, with a paste", async () => {
    await onStage({}, async (stage) => {
      await withPage(
        stage,
        async (page) => {
          expect(new URL(page.url()).search).toBe("");
          await expectAccessible(page);
          await submitValues(page);
          await expectAccessible(page);
          const tab = await openInstance(page);
          await answerConsent(tab, stage);
          await tab.getByText("Your OAuth redirect failed").waitFor();
          await page.getByLabel("The address you copied").fill(tab.url());
          await page.getByRole("button", { name: "Get the tokens" }).click();
          await page.getByText("Knowledge Integration").waitFor();
          await expectAccessible(page);

          const secrets = issuedBy(stage);
          for (const secret of secrets) expect(await page.content()).not.toContain(secret);
          await page.getByRole("button", { name: "Show Refresh token" }).click();
          await page.getByText(secrets[1] ?? "").waitFor();
          await page.getByRole("button", { name: "Copy Access token" }).click();
          await page
            .getByRole("status")
            .filter({ hasText: /access token/i })
            .waitFor();
          expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secrets[0]);

          const [download] = await Promise.all([
            page.waitForEvent("download"),
            page.getByRole("button", { name: "text" }).click(),
          ]);
          expect(await readFile(await download.path(), "utf8")).toMatch(
            /^Auth code: \S+\nAccess token: \S+\n/,
          );
          await page.getByRole("button", { name: "Finish" }).click();
          await page.getByRole("heading", { level: 1 }).waitFor();
          await expectAccessible(page);
        },
        nowtoken,
      );
    });
  });

  test("shows how to make the record, with values to copy and steps to tick", async () => {
    await onStage({}, async (stage) => {
      await withPage(stage, async (page) => {
        await page.getByRole("button", { name: "How to make this record" }).click();
        await page.getByRole("heading", { name: "The OAuth record on" }).waitFor();
        await expectAccessible(page);
        await page.getByRole("button", { name: "Copy Refresh Token Lifespan" }).click();
        await page
          .getByRole("status")
          .filter({ hasText: /copied/i })
          .waitFor();
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("31536000");
        await page.getByRole("button", { name: "Mark as done Begin the integration" }).click();
        await page.getByText("1 of 4 steps are done.").waitFor();
        await page.getByRole("link", { name: "Before Zurich" }).click();
        await page.getByText("0 of 4 steps are done.").waitFor();
        await expectAccessible(page);
      });
    });
  });

  test("goes on by itself when the browser comes back to a loopback redirect", async () => {
    const redirectUri = `http://localhost:${await findFreePort()}/callback`;
    await onStage({ clients: [{ redirectUris: [redirectUri] }] }, async (stage) => {
      stage.environment["NOWTOKEN_REDIRECT_URI"] = redirectUri;
      await withPage(stage, async (page) => {
        await submitValues(page);
        const tab = await openInstance(page);
        await answerConsent(tab, stage);
        await tab.getByRole("heading", { name: "You are logged in" }).waitFor();
        expect(new URL(tab.url()).search).toBe("");
        await page.getByRole("heading", { name: "Your tokens" }).waitFor();
        // Back, a reload and a second tab show where things are; the code was spent once.
        await tab.goBack();
        await page.reload();
        const second = await stage.context.newPage();
        await second.goto(page.url());
        await second.getByRole("heading", { name: "Your tokens" }).waitFor();
        expect(stage.server.instance.log().filter(({ path }) => path === "/oauth_token.do")).toHaveLength(1);
      });
    });
  });

  test("does the whole thing with a practice instance, and no account", async () => {
    await onStage({}, async (stage) => {
      await withPage(stage, async (page) => {
        await page.getByRole("button", { name: "Try it with a practice instance" }).click();
        const tab = await openInstance(page);
        await answerConsent(tab, stage);
        await tab.getByText("Your OAuth redirect failed").waitFor();
        await page.getByLabel("The address you copied").fill(tab.url());
        await page.getByRole("button", { name: "Get the tokens" }).click();
        await page.getByRole("heading", { name: "Your tokens" }).waitFor();
        await expectAccessible(page);
      });
    });
  });

  test("says what to check after a denial, and after the code's minute has passed", async () => {
    let late = 0;
    const now = () => new Date(Date.now() + late);
    await onStage({ now, behaviour: { errors: "modern" } }, async (stage) => {
      await withPage(stage, async (page) => {
        await submitValues(page);
        const tab = await openInstance(page);
        await answerConsent(tab, stage, "Deny");
        await pasteRedirect(page, tab);
        await expectFailure(page, /denied/i);

        await page.getByRole("button", { name: "Try again" }).click();
        // The instance knows the person by now.
        const second = await openInstance(page);
        await second.getByRole("button", { name: "Allow" }).click();
        await second.getByText("Your OAuth redirect failed").waitFor();
        late = 61_000;
        await pasteRedirect(page, second);
        await expectFailure(page, /authorization code/i);
      });
    });
  });

  test("says what to check after a wrong secret", async () => {
    await onStage({}, async (stage) => {
      stage.environment["NOWTOKEN_CLIENT_SECRET"] = "not the secret";
      await withPage(stage, async (page) => {
        await submitValues(page);
        const tab = await openInstance(page);
        await answerConsent(tab, stage);
        await pasteRedirect(page, tab);
        await expectFailure(page, /refused/i);
      });
    });
  });

  test("verifies, hands over, renews and ends a login that is kept", async () => {
    await onStage({}, async (stage) => {
      await keepLogin(stage);
      await withPage(stage, (page) => liveAYear(page, stage));
    });
  });

  test("can be used with the keyboard alone", async () => {
    await onStage({}, async (stage) => {
      await withPage(stage, async (page) => {
        await pressUntilFocused(page, "Continue");
        await page.keyboard.press("Enter");
        await page.getByRole("link", { name: /^Open / }).waitFor();
        await pressUntilFocused(page, `Open ${new URL(stage.server.origin).host}`);
        const [tab] = await Promise.all([stage.context.waitForEvent("page"), page.keyboard.press("Enter")]);
        await tab.getByLabel("User name").waitFor();
        const { userName, password } = stage.server.instance.user;
        await tab.keyboard.type(userName);
        await tab.keyboard.press("Tab");
        await tab.keyboard.type(password);
        await tab.keyboard.press("Enter");
        await tab.getByRole("button", { name: "Allow" }).waitFor();
        await pressUntilFocused(tab, "Allow");
        await tab.keyboard.press("Enter");
        await tab.getByText("Your OAuth redirect failed").waitFor();
        await page.bringToFront();
        await pressUntilFocused(page, "The address you copied");
        await page.keyboard.insertText(tab.url());
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "Your tokens" }).waitFor();
      });
    });
  });
}

async function pasteRedirect(page: Page, tab: Page): Promise<void> {
  await tab.getByText("Your OAuth redirect failed").waitFor();
  await page.getByLabel("The address you copied").fill(tab.url());
  await page.getByRole("button", { name: "Get the tokens" }).click();
}

/** A login that ended with a reason in these words. */
async function expectFailure(page: Page, words: RegExp): Promise<void> {
  await page.getByRole("alert").filter({ hasText: words }).waitFor();
  await expectAccessible(page);
}

/** The values are filled in from the environment already. */
async function submitValues(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("link", { name: /^Open / }).waitFor();
}

async function openInstance(page: Page): Promise<Page> {
  const link = page.getByRole("link", { name: /^Open / });
  await link.waitFor();
  const [tab] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
  return tab;
}

/** Access token and refresh token, as the instance has them. */
function issuedBy({ issued }: Stage): readonly string[] {
  return issued.flatMap((answer) => [answer.access_token, answer.refresh_token ?? ""]);
}

/** Presses Tab until the control of that name has the focus. */
async function pressUntilFocused(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement === document.body ? null : document.activeElement;
      const labels = element instanceof HTMLTextAreaElement ? [...(element.labels ?? [])] : [];
      return [element, ...labels].map((part) => part?.textContent ?? "").join(" ");
    });
    if (focused.includes(name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`expected ${name} to be reached with Tab`);
}
