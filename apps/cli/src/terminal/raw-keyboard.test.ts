import { describe, expect, test } from "vitest";
import { harness } from "../../test/fixtures/harness.ts";
import { openPseudoTerminal, openShell, type PseudoTerminal } from "../../test/fixtures/pseudo-terminal.ts";

interface WayOut {
  readonly way: string;
  readonly mode?: string;
  readonly act?: (terminal: PseudoTerminal, pid: number) => void;
  readonly status: number;
}

const ways: WayOut[] = [
  { way: "an answer", act: (terminal) => terminal.write("quit\r"), status: 0 },
  { way: "Ctrl-C", act: (terminal) => terminal.write("\u0003"), status: 130 },
  { way: "Ctrl-C inside a paste", act: (terminal) => terminal.write("\u001b[200~x\u0003"), status: 130 },
  { way: "Ctrl-D", act: (terminal) => terminal.write("\u0004"), status: 130 },
  { way: "SIGINT", act: (_, pid) => process.kill(pid, "SIGINT"), status: 130 },
  { way: "SIGTERM", act: (_, pid) => process.kill(pid, "SIGTERM"), status: 143 },
  { way: "SIGHUP", act: (_, pid) => process.kill(pid, "SIGHUP"), status: 129 },
  { way: "an abort", mode: "paste-abort", status: 9 },
  { way: "an exit of the process", mode: "paste-exit", status: 3 },
  { way: "a fault elsewhere", mode: "paste-throw", status: 1 },
];

const together = { concurrent: true, skip: process.platform === "win32" };

describe("a terminal", together, () => {
  test.each(ways)("is as it was before, after $way", async ({ mode = "paste", act, status }) => {
    const terminal = openShell([process.execPath, harness, mode, "tell-stty"]);
    const [, pid] = await terminal.waitFor(/pid (\d+)/);
    await terminal.waitFor(/press Enter/);
    act?.(terminal, Number(pid));
    await terminal.exited;
    const screen = terminal.screen();
    expect(screen).toContain(`status ${status}\r\nas before`);
    // Given back by the program: after it, Node.js itself puts right what was left behind.
    const [before, atExit, ...others] = [...screen.matchAll(/stty (\S+)/gu)].map(([, settings]) => settings);
    expect([atExit, ...others]).toEqual([before]);
    expect(screen.lastIndexOf("\u001b[?2004l")).toBeGreaterThan(screen.lastIndexOf("\u001b[?2004h"));
  });

  test.each(["paste", "ask"])("whose window is closed ends %s as SIGHUP does", async (mode) => {
    const terminal = openPseudoTerminal([process.execPath, harness, mode]);
    await terminal.waitFor(/nothing pasted yet|Instance/);
    terminal.close();
    expect(await terminal.exited).toBe(129);
  });
});
