import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setInterval } from "node:timers/promises";
import { createProfileStore, parseSettings, saveLogin } from "@nowtoken/core";

const count = 1000;
const concurrency = 32;

/** Many logins that are kept, and the endpoint that refreshes them. */
export interface Fleet {
  /** Refreshes all of them in one process: how long that takes, and its peak memory in MB (Linux alone tells). */
  refresh(): Promise<{ readonly milliseconds: number; readonly megabytes: number }>;
  close(): void;
}

export async function startFleet(stateFolder: string, executable: string): Promise<Fleet> {
  const endpoint = fork(join(import.meta.dirname, "fleet-endpoint.ts"));
  const [{ port }] = await once(endpoint, "message");
  const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
  const key = { NOWTOKEN_VAULT_KEY: "ab".repeat(32) };
  const store = createProfileStore({ stateFolder, environment: key });
  const settings = parseSettings({
    instanceUrl: `http://127.0.0.1:${port}`,
    clientId: "x",
    clientSecret: "y",
  });
  for (let number = 1; number <= count; number += 1) {
    await saveLogin(store, {
      name: `customer-${number}`,
      settings,
      grant: "authorization-code",
      receivedAt: new Date(),
      key: "environment",
      credential: {
        scopes: ["useraccount"],
        accessToken: "a".repeat(86),
        refreshToken: "r".repeat(86),
        expiresAt: new Date(),
      },
    });
  }
  return {
    async refresh() {
      const start = performance.now();
      const words = [executable, "refresh", "--all", "--concurrency", String(concurrency), "--json"];
      const env = { ...inherited, ...key, NOWTOKEN_STATE_DIR: stateFolder };
      const child = spawn(process.execPath, words, { env, stdio: "ignore" });
      const ended = once(child, "exit");
      let megabytes = 0;
      for await (const _ of setInterval(10)) {
        if (child.exitCode !== null) break;
        megabytes = Math.max(megabytes, peakMegabytes(child.pid));
      }
      const [exitCode] = await ended;
      if (exitCode !== 0) throw new Error(`refresh --all ended with ${exitCode}`);
      return { milliseconds: performance.now() - start, megabytes };
    },
    close: () => void endpoint.kill(),
  };
}

function peakMegabytes(pid: number | undefined): number {
  try {
    const [, kilobytes = "0"] = /VmHWM:\s*(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}
