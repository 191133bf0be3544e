import { describe, expect, test } from "vitest";
import { harness } from "../../test/fixtures/harness.ts";
import { openPseudoTerminal, openShell, type PseudoTerminal } from "../../test/fixtures/pseudo-terminal.ts";
import { hashOf } from "../../test/fixtures/terminal-harness.ts";

const openQuestions = () => openPseudoTerminal([process.execPath, harness, "ask"]);

const together = { concurrent: true, skip: process.platform === "win32" };

describe("a person who is asked for settings", together, () => {
  test("is told what is wrong with a value, and types a secret that no screen shows", async () => {
    const terminal = openQuestions();
    await terminal.waitFor(/As dev12345, or its address/);
    await terminal.waitFor(/Instance/);
    terminal.write("\r");
    await terminal.waitFor(/An instance is needed/);
    terminal.write("dev12345\r");
    await terminal.waitFor(/Client secret/);
    terminal.write("zqx\r");
    await terminal.waitFor(/A secret is longer/);
    terminal.write("jwvk\r");
    const [, result = ""] = await terminal.waitFor(/result (.*)\r\n/);
    expect(JSON.parse(result)).toEqual({ instance: hashOf("dev12345"), secret: hashOf("zqxjwvk") });
    expect(await terminal.exited).toBe(0);
    expect(terminal.screen()).not.toMatch(/zqx|jwvk|\*/);
  });

  test("leaves the secret empty only after saying that the client is public", async () => {
    const terminal = openQuestions();
    await terminal.waitFor(/Instance/);
    terminal.write("dev1\r");
    await terminal.waitFor(/Client secret/);
    terminal.write("\r");
    await terminal.waitFor(/public client/);
    terminal.write("\r");
    await terminal.waitFor(/Client secret/);
    terminal.write("\r");
    await terminal.waitFor(/public client/);
    terminal.write("y\r");
    const [, result = ""] = await terminal.waitFor(/result (.*)\r\n/);
    expect(JSON.parse(result)).toEqual({ instance: hashOf("dev1") });
  });

  test("can type ahead, which is not echoed before its question comes", async () => {
    const terminal = openQuestions();
    await terminal.waitFor(/Instance/);
    terminal.write("dev1\r");
    await terminal.waitFor(/dev1/);
    terminal.write("zqxjwvk\r");
    await terminal.exited;
    expect(terminal.screen()).not.toContain("zqx");
  });

  test.each([
    { way: "Ctrl-C", act: (terminal: PseudoTerminal) => terminal.write("\u0003"), status: 130 },
    { way: "Ctrl-D", act: (terminal: PseudoTerminal) => terminal.write("\u0004"), status: 130 },
    { way: "SIGTERM", act: (_: PseudoTerminal, pid: number) => process.kill(pid, "SIGTERM"), status: 143 },
    // The harness exits on it as it stands, whatever is under way.
    { way: "an exit", act: (_: PseudoTerminal, pid: number) => process.kill(pid, "SIGUSR2"), status: 3 },
  ])("finds the terminal as it was after $way", async ({ act, status }) => {
    const terminal = openShell([process.execPath, harness, "ask"]);
    const [, pid] = await terminal.waitFor(/pid (\d+)/);
    await terminal.waitFor(/Instance/);
    terminal.write("dev1\r");
    await terminal.waitFor(/Client secret.*\[\?25l/);
    act(terminal, Number(pid));
    await terminal.exited;
    const screen = terminal.screen();
    expect(screen).toContain(`status ${status}\r\nas before`);
    expect(screen.lastIndexOf("\u001b[?25h")).toBeGreaterThan(screen.lastIndexOf("\u001b[?25l"));
  });
});
