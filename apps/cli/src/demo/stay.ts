import { spawn } from "node:child_process";
import { once } from "node:events";
import { styleFor } from "../terminal/style.ts";
import type { DemoStage } from "./play.ts";
import { withChild } from "./with-child.ts";

/** Runs a login at the person's own terminal and browser, and keeps the instance up until Ctrl-C. */
export async function stayForDemo({ server, environment, executable, signal }: DemoStage): Promise<void> {
  const style = styleFor(process.stdout);
  const { userName, password } = server.instance.user;
  const rows: [string, string][] = [
    ["Address", server.origin],
    ["User name", userName],
    ["Password", password],
  ];
  process.stdout.write(
    `${style.panel("Practice instance", rows, ["Sign in with these when the browser asks."])}\n`,
  );
  const login = spawn(process.execPath, [executable, "login", "--mode", "paste"], {
    env: environment,
    stdio: "inherit",
  });
  await withChild(login, signal, (closed) => closed);
  process.stdout.write(
    `\n${style.wrap(`The practice instance stays up at ${server.origin}: Ctrl-C ends it.`)}\n`,
  );
  await once(signal, "abort");
  throw signal.reason;
}
