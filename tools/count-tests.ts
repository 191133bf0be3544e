import { mkdirSync, writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";
import { countsFile, type TestCounts } from "./closing-line.ts";

/** Writes down how many tests ended how: turbo keeps the file with the result, and `verify` closes with it. */
export default class CountTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      // A file that could not be loaded has no tests of its own to count.
      if (module.errors().length > 0) count.failed += 1;
    }
    const { passed, failed, skipped, pending } = count;
    const counts: TestCounts = { passed, failed, skipped: skipped + pending };
    mkdirSync(new URL(".", countsFile), { recursive: true });
    writeFileSync(countsFile, `${JSON.stringify(counts)}\n`);
  }
}
