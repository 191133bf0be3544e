import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type PracticeOptions,
  type PracticeServer,
  startPracticeInstance,
  type TokenAnswer,
} from "@nowtoken/simulator";
import type { default as Axe } from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { type CommandProcess, runCommand } from "../apps/cli/test/fixtures/run-command.ts";
import type { Run, RunOptions } from "../apps/cli/test/nowtoken.ts";

/** One person's browser, an instance on another site than the page, and a home of their own. */
export interface Stage {
  readonly context: BrowserContext;
  readonly server: PracticeServer;
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The token answers that the instance gave. */
  readonly issued: readonly TokenAnswer[];
  /** Whatever the browser asked another machine for, or complained about. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export async function setStage(browser: Browser | undefined, options: PracticeOptions = {}): Promise<Stage> {
  if (browser === undefined) throw new Error("expected a browser");
  // A cookie of 127.0.0.1 is not one of localhost: they are two sites, as an instance and this computer are.
  const issued: TokenAnswer[] = [];
  const tokenAnswer = (answer: TokenAnswer) => {
    issued.push(answer);
    return answer;
  };
  const behaviour = { ...options.behaviour, tokenAnswer };
  const server = await startPracticeInstance({ ...options, behaviour, hostname: "localhost" });
  const home = await mkdtemp(join(tmpdir(), "nowtoken-e2e-"));
  const context = await browser.newContext({
    acceptDownloads: true,
    // What is drawn is most of what a page costs.
    viewport: { width: 1000, height: 400 },
    // What fades in has too little contrast for a moment.
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const complaints: string[] = [];
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    const here = ["127.0.0.1", "localhost"].includes(hostname) || ["data:", "blob:"].includes(protocol);
    if (!here) complaints.push(`request to ${hostname}`);
  });
  context.on("console", (message) => {
    if (message.type() === "error" && !isAnswerOf(message.text())) complaints.push(message.text());
  });
  const { clientId, clientSecret } = server.instance.client;
  return {
    context,
    server,
    home,
    issued,
    complaints,
    environment: {
      HOME: home,
      USERPROFILE: home,
      // No test may reach the keychain of whoever runs it.
      NOWTOKEN_VAULT_KEY: "ab".repeat(32),
      NOWTOKEN_INSTANCE_URL: server.origin,
      NOWTOKEN_CLIENT_ID: clientId,
      NOWTOKEN_CLIENT_SECRET: clientSecret,
    },
    async close() {
      await context.close();
      await server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Chromium reports an answer with an error status as an error of the console; the pages show those on purpose. */
const isAnswerOf = (text: string): boolean =>
  text.startsWith("Failed to load resource: the server responded");

/** Signs in at the instance, and presses Allow or Deny. */
export async function answerConsent(
  tab: Page,
  { server }: Stage,
  button: "Allow" | "Deny" = "Allow",
): Promise<void> {
  const { userName, password } = server.instance.user;
  await tab.getByLabel("User name").fill(userName);
  await tab.getByLabel("Password").fill(password);
  await tab.getByRole("button", { name: "Log in" }).click();
  await tab.getByRole("button", { name: button }).click();
}

type Runner = (words: readonly string[], options: RunOptions<CommandProcess>) => Promise<Run>;

/** Opens the page of `nowtoken ui`, lets `play` use it, and ends the command, which runs in this process by default. */
export async function withPage(
  stage: Stage,
  play: (page: Page) => Promise<void>,
  run: Runner = runCommand,
): Promise<Run> {
  return run(["ui", "--no-open", "--json"], {
    environment: stage.environment,
    meanwhile: async ({ process, waitFor }) => {
      const address = await waitFor(/http:\/\/127\S+key=[\w-]+/u, "stdout");
      const page = await stage.context.newPage();
      try {
        await page.goto(address ?? "");
        await play(page);
      } finally {
        process.kill("SIGTERM");
      }
    },
  });
}

/** Half the size of what the package exports: every page that is looked at has to read it. */
const axeSource = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** No violation of the rules that axe-core knows, in the state that the page is in. */
export async function expectAccessible(page: Page): Promise<void> {
  await loadAxe(page);
  const violations = await page.evaluate(async () => {
    // Only what is wrong is looked at in detail, and told from the page: to bring all of it here costs as much.
    const { violations } = await (globalThis as unknown as { axe: typeof Axe }).axe.run({
      resultTypes: ["violations"],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
  expect(violations).toEqual([]);
}

/** Loads axe-core into the page that is shown, once. A script of the browser's own stays compiled for the next page. */
async function loadAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => "axe" in globalThis)) return;
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axeSource });
  await session.detach();
}
