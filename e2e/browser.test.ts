import { afterAll, describe } from "vitest";
import { launch, noBrowser } from "./browser.ts";
import { testLoopback } from "./loopback.ts";
import { testPage } from "./page.ts";

// One file, and so one browser: its start costs as much as several tests.
const browser = await launch();
afterAll(() => browser?.close());
const suffix = browser ? "" : noBrowser;

describe.runIf(browser)(`the page of nowtoken ui${suffix}`, () => testPage(browser));
describe.runIf(browser)(`nowtoken login with a loopback redirect${suffix}`, () => testLoopback(browser));
