import { closeSync, openSync } from "node:fs";
import { answering, tokens } from "../token-source/answering.fixture.ts";
import { createTokenSource } from "../token-source/token-source.ts";
import { failureOf, vaultKey } from "./given-store.fixture.ts";
import { createProfileStore } from "./profile-store.ts";

/**
 * A program: refreshes the login in a state folder in a process that may write little, with `long` tokens that find no
 * room, with no file descriptor left, or as nobody; and prints how that failed, and how many requests it sent.
 */
const [stateFolder = "", ...situations] = process.argv.slice(2);
const outcomes: Record<string, unknown> = {};
for (const situation of situations) {
  const back = enter(situation);
  const environment = { NOWTOKEN_VAULT_KEY: vaultKey };
  const store = createProfileStore({ stateFolder: `${stateFolder}/${situation}`, environment });
  const long = { access_token: "secret".repeat(8000), refresh_token: "rotated" };
  const { effects, requests } = answering([tokens(situation === "long" ? long : {})]);
  const error = await failureOf(createTokenSource({ store, profile: "default", effects }).getAccessToken());
  back();
  outcomes[situation] = { ...(error as object), requests: requests.length };
}
process.stdout.write(JSON.stringify(outcomes));

function enter(situation: string): () => void {
  if (situation === "nobody" && process.getuid?.() === 0) {
    process.setgroups?.([]);
    process.setgid?.(65534);
    process.setuid?.(65534);
  }
  if (situation !== "descriptors") return () => {};
  const descriptors: number[] = [];
  try {
    for (;;) descriptors.push(openSync("/dev/null", "r"));
  } catch {}
  return () => {
    for (const descriptor of descriptors) closeSync(descriptor);
  };
}
