import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { openPseudoTerminal } from "../../test/fixtures/pseudo-terminal.ts";
import { hashOf } from "../../test/fixtures/terminal-harness.ts";

const harness = fileURLToPath(new URL("../../test/fixtures/terminal-harness.ts", import.meta.url));
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
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("leaves with %s, and the terminal is as it was", async (_, key) => {
    const script = `before=$(stty -g); "$0" "$@"; echo "status $?"; [ "$before" = "$(stty -g)" ] && echo as before`;
    const terminal = openPseudoTerminal(["/bin/sh", "-c", script, process.execPath, harness, "ask"]);
    await terminal.waitFor(/Instance/);
    terminal.write("dev1\r");
    await terminal.waitFor(/Client secret/);
    terminal.write(key);
    await terminal.exited;
    const screen = terminal.screen();
    expect(screen).toContain("status 130\r\nas before");
    expect(screen.lastIndexOf("\u001b[?25h")).toBeGreaterThan(screen.lastIndexOf("\u001b[?25l"));
  });
});
