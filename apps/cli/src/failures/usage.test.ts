import { type Interfaces, Parser } from "@oclif/core";
import { expect, test } from "vitest";
import Exchange from "../commands/exchange.ts";
import Login from "../commands/login.ts";
import ProfileList from "../commands/profile/list.ts";
import ProfileRename from "../commands/profile/rename.ts";
import Refresh from "../commands/refresh.ts";
import { adviseOnUsage } from "./usage.ts";

const flags = { ...Login.flags, ...Login.baseFlags };
const manifest = {
  login: { flags },
  exchange: { flags: Exchange.flags },
  refresh: { flags: Refresh.flags },
  "profile:list": { flags: ProfileList.flags },
  "profile:rename": { flags: ProfileRename.flags },
};

/** What oclif itself throws over a command line. */
async function usageError(
  words: readonly string[],
  args: Interfaces.ArgInput = Login.args,
): Promise<unknown> {
  try {
    await Parser.parse([...words], { flags, args, strict: true });
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

test.each([
  [["two"], "The argument TO is missing."],
  [[], "The arguments FROM and TO are missing."],
])("which arguments are missing is told: %j", async (words, message) => {
  const error = await usageError(words, ProfileRename.args);
  const argv = ["profile", "rename", ...words];
  expect(adviseOnUsage(error, argv, manifest)).toEqual({
    message,
    fix: ["See `nowtoken profile rename --help`."],
  });
});

/** What oclif throws where it takes all the words for a command's name. */
const notFound = (argv: readonly string[]) =>
  Object.assign(new Error(`command ${argv.join(":")} not found`), { oclif: { exit: 2 } });

test.each([
  [["refresh", "hunter2"], ["A profile is named with --profile NAME."]],
  [["profile", "list", "hunter2"], []],
])("a word behind a command without arguments is one too many: %j", (argv, fix) => {
  const advice = adviseOnUsage(notFound(argv), argv, manifest);
  expect(advice?.message).toBe("There is an argument too many.");
  expect(advice?.fix.filter((step) => step.includes("--profile"))).toEqual(fix);
  expect(JSON.stringify(advice)).not.toContain("hunter2");
});

test.each([
  [["lgoin"], "; did you mean login?"],
  [["logn", "hunter2"], "; did you mean login?"],
  [["profil", "lst"], "; did you mean profile list?"],
  [["profile", "lst"], "; did you mean profile list?"],
  [["profil"], "; did you mean profile list?"],
  [["hunter2", "login"], "."],
  [["lo"], "."],
])("the nearest command is named, where one is near: %j", (argv, end) => {
  expect(adviseOnUsage(notFound(argv), argv, manifest)?.message).toBe(`There is no such command${end}`);
});

test("an error that is not about usage is left to others", () => {
  expect(adviseOnUsage(new Error("hunter2"), ["login"], manifest)).toBeUndefined();
});
