import { PassThrough } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { harness } from "../../test/fixtures/harness.ts";
import { openPseudoTerminal, type PseudoTerminal } from "../../test/fixtures/pseudo-terminal.ts";
import { hashOf } from "../../test/fixtures/terminal-harness.ts";
import { describePaste } from "./paste-status.ts";
import { styleFor } from "./style.ts";

const address = "https://dev12345.service-now.com/oauth_redirect.do?code=VERYSECRET&state=0123456789abcdef";
const long = `${address}${"aB3é".repeat(2500)}`.slice(0, 10_000);
const bracketed = (text: string) => `\u001b[200~${text}\u001b[201~`;

const together = { concurrent: true, skip: process.platform === "win32" };

const opened: PseudoTerminal[] = [];
afterAll(() => {
  for (const terminal of opened) terminal.close();
});

describe("the paste prompt reads", together, () => {
  test("10,000 characters in one write", async () => {
    expect(await answerTo(`${bracketed(long)}\r`)).toEqual(pasted(long));
  });

  test("10,000 characters in one write from a terminal that does not bracket pastes", async () => {
    expect(await answerTo(`${long}\r`)).toEqual(pasted(long));
  });

  test("10,000 characters in pieces of 64 bytes that cut characters and sequences", async () => {
    expect(await answerTo(piecesOf(`${bracketed(long)}\r`, 64))).toEqual(pasted(long));
  });

  test("a paste whose marks arrive byte by byte", async () => {
    expect(await answerTo(piecesOf(`${bracketed(address)}\r`, 1))).toEqual(pasted(address));
  });

  test("newlines inside a bracketed paste as text, and only Enter after it as the end", async () => {
    const input = async (terminal: PseudoTerminal) => {
      terminal.write("\u001b[200~one\r");
      await terminal.waitFor(/pasted 3 /);
      await longerThanSilence();
      terminal.write("two\nthree\r\u001b[201~");
      await terminal.waitFor(/pasted 13 /);
      await longerThanSilence();
      terminal.write(" \r");
    };
    expect(await answerTo(input)).toEqual(pasted("one\ntwo\nthree\n "));
  });

  test("the lines of an unbracketed paste together, and ends it when silence follows the last", async () => {
    expect(await answerTo("https://dev1\r2345/x\n?code=1\r")).toEqual(
      pasted("https://dev1\n2345/x\n?code=1"),
    );
  });

  test("editing keys, and ignores arrows and other keys", async () => {
    const keys = "wrong\u0015\u001b[A\u001bOC\u001b[3~\u0001\u001aa\u0004\u001b[15~bcd\u007f\u007f\r";
    expect(await answerTo(keys)).toEqual(pasted("ab"));
  });

  test("Enter alone as an empty paste", async () => {
    expect(await answerTo("\r")).toEqual(pasted(""));
  });

  test("one address after another, and Ctrl-R as the wish to open the browser again", async () => {
    const terminal = openPrompt();
    expect(await answerTo(`${bracketed(address)}\r`, terminal)).toEqual(pasted(address));
    expect(await answerTo(`${bracketed(address)}\u0012`, terminal)).toEqual({ action: "again", clean: true });
    expect(await answerTo("quit\r", terminal)).toEqual(pasted("quit"));
    expect(await terminal.exited).toBe(0);
  });
});

describe("the paste prompt shows", together, () => {
  test("how much was pasted, and nothing of it", async () => {
    const terminal = openPrompt();
    await answerTo(`${bracketed(address)}\r`, terminal);
    expect(terminal.screen()).toContain(`pasted ${address.length} characters`);
    expect(terminal.screen()).not.toMatch(/VERYSECRET|dev12345/);
  });

  test("how long the code still lives, counting down in place while text comes in", async () => {
    const terminal = openPrompt("paste-old-code");
    const [, first] = await terminal.waitFor(/\r> nothing pasted yet, the code lives (\d+) s more/);
    terminal.write("half");
    const [, second] = await terminal.waitFor(/^[^\n]*\r> pasted 4 characters, the code lives (\d+) s more/);
    const [, third] = await terminal.waitFor(/^[^\n]*\r> pasted 4 characters, the code lives (\d+) s more/);
    expect(Number(first)).toBeLessThanOrEqual(30);
    expect(Number(third)).toBeLessThan(Number(second));
    terminal.write(" and half\r");
    expect(await resultOf(terminal)).toEqual({ ...pasted("half and half"), codeSeen: true });
  });

  test("the minute of a code from the moment it is pasted", async () => {
    const terminal = openPrompt();
    await terminal.waitFor(/a code lives about a minute/);
    terminal.write(bracketed(address));
    await terminal.waitFor(/the code lives 60 s more/);
  });

  test("no escape sequence and no line twice on a dumb terminal", async () => {
    const terminal = openPrompt("paste", "dumb");
    await terminal.waitFor(/press Enter/);
    terminal.write(`${address}\r`);
    expect(await resultOf(terminal)).toEqual(pasted(address));
    expect(terminal.screen()).not.toContain("\u001b");
    expect(terminal.screen().match(/characters/g)).toHaveLength(1);
    expect(terminal.screen()).not.toContain("VERYSECRET");
  });
});

describe("the line that tells how long a code lives", () => {
  const now = new Date("2026-03-01T12:00:00Z");
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const describeIn = (columns: number, codeSeenAt?: Date, canOpenAgain = true) =>
    describePaste(
      { characters: 312, codeSeenAt, now, canOpenAgain },
      styleFor(Object.assign(new PassThrough(), { columns }), {}),
    );

  test("the minute of a code counts from its first sight", () => {
    expect(describeIn(80)).toBe("> pasted 312 characters, a code lives about a minute");
    expect(describeIn(80, ago(0))).toBe("> pasted 312 characters, the code lives 60 s more");
    expect(describeIn(80, ago(59.5))).toBe("> pasted 312 characters, the code lives 1 s more");
  });

  test("when the minute is over the way to a new code is told, where there is one", () => {
    expect(describeIn(80, ago(60))).toBe(
      "> pasted 312 characters, the code's minute is over: Ctrl-R begins again",
    );
    expect(describeIn(80, ago(999), false)).toBe("> pasted 312 characters, the code's minute is over");
  });

  test("the line stays narrower than a narrow window", () => {
    expect(describeIn(40, ago(60))).toBe("> pasted 312 characters, the code's min");
  });
});

const pasted = (text: string) => ({
  action: "pasted",
  hash: hashOf(text),
  codeSeen: text.includes("code="),
  clean: true,
});

const longerThanSilence = () => delay(150);
const piecesOf = (text: string, size: number) => (terminal: PseudoTerminal) =>
  terminal.writeInPieces(text, size);

type Input = string | ((terminal: PseudoTerminal) => Promise<void>);

function openPrompt(mode = "paste", type = "xterm-256color"): PseudoTerminal {
  const terminal = openPseudoTerminal([process.execPath, harness, mode], { type });
  opened.push(terminal);
  return terminal;
}

async function answerTo(input: Input, terminal = openPrompt()): Promise<unknown> {
  await terminal.waitFor(/press Enter/);
  if (typeof input === "string") terminal.write(input);
  else await input(terminal);
  return resultOf(terminal);
}

async function resultOf(terminal: PseudoTerminal): Promise<unknown> {
  const [, result = ""] = await terminal.waitFor(/result (\{.*\})\r\n/);
  return JSON.parse(result);
}
