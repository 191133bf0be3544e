import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { startPracticeInstance, visitAsPerson } from "@nowtoken/simulator";
import { startFleet } from "./fleet.ts";
import { makeProfiles } from "./many-profiles.ts";

/** Times whole processes against bare Node.js in interleaved rounds, and prints medians and ratios. */
const rounds = Number(process.argv[2] ?? 25);
const executable = join(import.meta.dirname, "../bin/run.js");
const folder = mkdtempSync(join(tmpdir(), "nowtoken-bench-"));
const { origin, instance, close } = await startPracticeInstance();

// It adds about 50 ms to every start of Node.js, ours and the bare one alike.
const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
const environment = {
  ...inherited,
  NOWTOKEN_INSTANCE_URL: origin,
  NOWTOKEN_CLIENT_ID: instance.client.clientId,
  NOWTOKEN_CLIENT_SECRET: instance.client.clientSecret,
  NOWTOKEN_OUT: join(folder, "servicenow_credentials.txt"),
  NOWTOKEN_STATE_DIR: join(folder, "state"),
  // A login that is kept would be the settings of the next one.
  NOWTOKEN_STORE: "none",
};

/** The environment of somebody who keeps many logins. */
const manyProfiles = { ...environment, NOWTOKEN_STATE_DIR: join(folder, "many") };
makeProfiles(manyProfiles.NOWTOKEN_STATE_DIR, 1000);

/** The environment of somebody who has logged in. */
const keptLogin = {
  ...environment,
  NOWTOKEN_OUT: "-",
  NOWTOKEN_STORE: "",
  NOWTOKEN_STATE_DIR: join(folder, "kept"),
  NOWTOKEN_VAULT_KEY: "ab".repeat(32),
};

async function run(
  words: readonly string[],
  input = "",
  env: NodeJS.ProcessEnv = environment,
): Promise<{ milliseconds: number; stdout: string }> {
  const start = performance.now();
  const child = spawn(process.execPath, words, { env, stdio: ["pipe", "pipe", "ignore"] });
  const printed = text(child.stdout);
  child.stdin.end(input);
  const [exitCode] = await once(child, "close");
  if (exitCode !== 0) throw new Error(`${words.slice(1).join(" ")} ended with ${exitCode}`);
  return { milliseconds: performance.now() - start, stdout: await printed };
}

async function exchange(env: NodeJS.ProcessEnv = environment): Promise<number> {
  const { stdout } = await run([executable, "url"], "", env);
  const { userName, password } = instance.user;
  const { redirectedTo } = await visitAsPerson({ url: stdout.trim(), userName, password });
  return (await run([executable, "exchange", "--no-verify"], redirectedTo, env)).milliseconds;
}

await exchange(keptLogin);

/** From the start of the process to the address of a page that listens. */
async function startPage(): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [executable, "ui", "--no-open", "--json"], { env: environment });
  await once(child.stdout, "data");
  const milliseconds = performance.now() - start;
  child.kill();
  await once(child, "close");
  return milliseconds;
}

/** From the browser's request with the code to the end of the page that tells the outcome; the exchange is part of it. */
async function answerPage(): Promise<number> {
  const redirectUri = "http://127.0.0.1:28765/callback";
  instance.client.redirectUris = [redirectUri];
  const words = [
    executable,
    "login",
    "--no-open",
    "--no-input",
    "--no-verify",
    "--redirect-uri",
    redirectUri,
  ];
  const child = spawn(process.execPath, words, { env: environment });
  let printed = "";
  while (!/oauth_auth\.do\S+\s/u.test(printed)) printed += String((await once(child.stderr, "data"))[0]);
  const url = /\S+oauth_auth\.do\S+/u.exec(printed)?.[0] ?? "";
  const { userName, password } = instance.user;
  const { redirectedTo } = await visitAsPerson({ url, userName, password });
  const start = performance.now();
  await (await fetch(redirectedTo)).text();
  const milliseconds = performance.now() - start;
  await once(child, "close");
  instance.client.redirectUris = [`${origin}/oauth_redirect.do`];
  return milliseconds;
}

const cases: Record<string, () => Promise<number>> = {
  "node -e 0": async () => (await run(["-e", "0"])).milliseconds,
  "nowtoken --version": async () => (await run([executable, "--version"])).milliseconds,
  "nowtoken --help": async () => (await run([executable, "--help"])).milliseconds,
  "nowtoken url": async () => (await run([executable, "url"])).milliseconds,
  "nowtoken exchange": () => exchange(),
  "nowtoken exchange, kept": () => exchange(keptLogin),
  "nowtoken token": async () => (await run([executable, "token"], "", keptLogin)).milliseconds,
  "status --all, 1000 profiles": async () =>
    (await run([executable, "status", "--all"], "", manyProfiles)).milliseconds,
  "nowtoken doctor": async () => (await run([executable, "doctor"], "", keptLogin)).milliseconds,
  "nowtoken ui, to its address": startPage,
  "redirect to answer page": answerPage,
};

const times = new Map(Object.keys(cases).map((name) => [name, [] as number[]]));
for (let round = -2; round < rounds; round += 1) {
  for (const [name, measure] of Object.entries(cases)) {
    const milliseconds = await measure();
    // The first rounds fill the compile cache.
    if (round >= 0) times.get(name)?.push(milliseconds);
  }
}
const fleet = await startFleet(join(folder, "fleet"), executable);
const refreshes = [];
for (let round = 0; round < 5; round += 1) refreshes.push(await fleet.refresh());
fleet.close();
await close();
rmSync(folder, { recursive: true, force: true });

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const bare = median(times.get("node -e 0") ?? []);
console.log(
  `Node.js ${process.version}, ${process.platform}-${process.arch}, ${cpus().length} × ${cpus()[0]?.model}`,
);
console.log(`median of ${rounds} interleaved rounds\n`);
for (const [name, values] of times) {
  console.log(
    `${name.padEnd(28)} ${median(values).toFixed(1).padStart(7)} ms  ×${(median(values) / bare).toFixed(2)}`,
  );
}
// In units of its own: 1,000 refreshes of 20 ms, 32 at once, cannot take less than 625 ms.
const refreshed = median(refreshes.map(({ milliseconds }) => milliseconds));
console.log(
  `${"refresh --all, 1000 profiles".padEnd(28)} ${refreshed.toFixed(1).padStart(7)} ms  ×${(refreshed / 625).toFixed(2)} of the arithmetic floor, ${Math.max(...refreshes.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
);
