import { Parser } from "@oclif/core";
import { expect, test } from "vitest";
import Exchange from "../commands/exchange.ts";
import Login from "../commands/login.ts";
import { adviseOnUsage } from "./usage.ts";

const flags = { ...Login.flags, ...Login.baseFlags };
const manifest = { login: { flags }, exchange: { flags: Exchange.flags } };

/** What oclif itself throws over a command line. */
async function usageError(words: readonly string[]): Promise<unknown> {
  try {
    await Parser.parse([...words], { flags, args: Login.args, strict: true });
  } catch (error) {
    return error;
  }
  throw new Error("expected a command line that oclif refuses");
}

test.each([
  ["a flag that is nearly one", ["--clientid=hunter2"], "There is no such flag; did you mean --client-id?"],
  [
    "a secret given by value",
    ["--client-secret", "hunter2"],
    "There is no such flag; did you mean --client-secret-file?",
  ],
  ["a flag like no other", ["--hunter2hunter2"], "There is no such flag."],
  ["a flag that only begins as all do", ["--config-o"], "There is no such flag; did you mean --config?"],
  ["a flag that shares few letters with one", ["--hat"], "There is no such flag."],
  ["an argument too many", ["dev1", "hunter2"], "There is an argument too many."],
  ["a flag without its value", ["--client-id"], "--client-id needs a value."],
  ["a flag given twice", ["--out", "hunter2", "--out", "hunter2"], "--out can be given only once."],
])("%s is told without repeating it", async (_, words, message) => {
  const advice = adviseOnUsage(await usageError(words), ["login", ...words], manifest);
  expect(advice?.message).toBe(message);
  expect(advice?.fix).toContain("See `nowtoken login --help`.");
  expect(JSON.stringify(advice)).not.toContain("hunter2");
});

test("an error that is not about usage is left to others", () => {
  expect(adviseOnUsage(new Error("hunter2"), ["login"], manifest)).toBeUndefined();
});
