import { join } from "node:path";
import { createEffects, findDesktopFolder, isAuthError } from "@nowtoken/core";
import { describeFailure } from "./describe-failure.ts";
import { browserHindrance, readMachineSurroundings } from "./desktop/browser-hindrance.ts";
import { openBrowser } from "./desktop/open-browser.ts";
import { openPage } from "./page/open-page.ts";

const { env: environment, platform } = process;
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

export interface Serving {
  /** 0 for any free one. */
  readonly port: number;
  /** Whether to open it in a browser too. */
  readonly open: boolean;
}

/** The page by itself, to its end: `nowtoken ui` without the rest of the command line. Failures are told. */
export async function servePage(serving: Serving): Promise<void> {
  try {
    await serve(serving);
  } catch (error) {
    const { message, fix = [] } = isAuthError(error)
      ? describeFailure(error)
      : { message: "The page failed." };
    process.stderr.write(`${[message, ...fix].join("\n")}\n`);
    process.exitCode = isAuthError(error, "PORT_UNAVAILABLE") ? 6 : 1;
  }
}

async function serve({ port, open }: Serving): Promise<void> {
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
