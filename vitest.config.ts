import { defineConfig } from "vitest/config";
import SlowFirst from "./tools/slow-first.ts";

// Workspace packages are tested from source: no build has to come first.
const conditions = ["nowtoken-source", "node", "import", "default"];

export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    reporters: ["default", "./tools/count-tests.ts"],
    // No test changes what another one shares, so files need no process of their own, and neither do packages, as
    // they would as projects of vitest's.
    isolate: false,
    // On two cores: one more than there are, for the time that the others wait for processes and browsers.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    // Whole processes and browsers take their time on a busy machine; nothing here measures it.
    testTimeout: 60_000,
    include: ["{packages,apps}/*/{src,test}/**/*.test.{ts,tsx}", "e2e/*.test.ts"],
  },
});
