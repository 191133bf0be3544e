#!/usr/bin/env node
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createEffects, findDesktopFolder, isAuthError } from "@nowtoken/core";
import { describeFailure } from "./describe-failure.ts";
import { browserHindrance, readMachineSurroundings } from "./desktop/browser-hindrance.ts";
import { openBrowser } from "./desktop/open-browser.ts";
import { openPage } from "./page/open-page.ts";

const usage = `Usage: nowtoken-callback [--port PORT] [--no-open]

Serves a page on 127.0.0.1 that does a whole ServiceNow OAuth login in your
browser. It ends when you say so, after 15 minutes without use, or by Ctrl-C.
`;
const { env: environment, platform } = process;
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** The page by itself: `nowtoken ui` without the rest of the command line. */
async function main(): Promise<void> {
  const { port, open, help } = readArguments();
  if (help) {
    process.stdout.write(usage);
    return;
  }
  const page = await openPage({
    port,
    effects: createEffects({ environment }),
    describeFailure,
    desktopFile: async () =>
      join(await findDesktopFolder({ platform, environment }), "servicenow_credentials.txt"),
  });
  for (const [signal, exitCode] of Object.entries(exitCodes)) {
    process.once(signal, async () => {
      await page.close();
      process.exit(exitCode);
    });
  }
  process.stdout.write(`${page.address}\n`);
  if (open && browserHindrance(readMachineSurroundings(environment)) === undefined) {
    await openBrowser(page.address, { platform, environment });
  }
  await page.ended;
}

function readArguments() {
  const options = {
    port: { type: "string" },
    "no-open": { type: "boolean" },
    help: { type: "boolean" },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const { port = "0", help = false } = values;
    if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) {
      return { port: Number(port), open: !values["no-open"], help };
    }
  } catch {
    // Its message repeats what was typed.
  }
  process.stderr.write(usage);
  process.exit(2);
}

main().catch((error: unknown) => {
  const { message, fix = [] } = isAuthError(error) ? describeFailure(error) : { message: "The page failed." };
  process.stderr.write(`${[message, ...fix].join("\n")}\n`);
  process.exitCode = isAuthError(error, "PORT_UNAVAILABLE") ? 6 : 1;
});
