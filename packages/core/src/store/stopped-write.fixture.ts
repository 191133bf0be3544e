import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { answering, tokens } from "../token-source/answering.fixture.ts";
import { createTokenSource } from "../token-source/token-source.ts";
import { vaultKey } from "./given-store.fixture.ts";
import { createProfileStore } from "./profile-store.ts";

/**
 * A program: refreshes the login in a state folder, in a copy of it for each step of writing. From that step on nothing
 * happens any more, as if it had been killed there; when a copy was refreshed to its end, it is killed.
 */
const [stateFolder = "", copies = ""] = process.argv.slice(2);
let calls = 0;
let last = Number.POSITIVE_INFINITY;

// A step is a call that changes something.
for (const name of ["openSync", "writeSync", "ftruncateSync", "fsync", "rename", "closeSync", "unlinkSync"]) {
  const original: unknown = Reflect.get(fs, name);
  if (typeof original !== "function") throw new Error(`expected a function ${name}`);
  Reflect.set(fs, name, (...values: readonly unknown[]) => {
    calls += 1;
    if (calls >= last) throw new Error("killed");
    const done = values.at(-1);
    // Flushing is for power cuts, which this is not.
    return name === "fsync" && typeof done === "function" ? done(null) : Reflect.apply(original, fs, values);
  });
}
syncBuiltinESMExports();

let step = 0;
do {
  step += 1;
  last = Number.POSITIVE_INFINITY;
  const copy = join(copies, String(step));
  fs.cpSync(stateFolder, copy, { recursive: true });
  const store = createProfileStore({ stateFolder: copy, environment: { NOWTOKEN_VAULT_KEY: vaultKey } });
  const { effects } = answering([tokens({ refresh_token: "second-refresh" })]);
  calls = 0;
  last = step;
  await createTokenSource({ store, profile: "default", effects })
    .getAccessToken()
    .catch(() => undefined);
} while (calls >= last);
process.kill(process.pid, "SIGKILL");
