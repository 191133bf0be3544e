import { afterAll, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { cleanUp, makeHome } from "./home.ts";
import { keepingEnvironment } from "./kept-login.ts";

afterAll(cleanUp);

/** What the doctor says, without its line breaks. */
async function examine(words: readonly string[], environment: NodeJS.ProcessEnv) {
  const { exitCode, stdout, stderr } = await runCommand(["doctor", ...words], { environment });
  return { exitCode, stderr, said: stdout.replace(/\s+/gu, " ") };
}

test("without settings or a login this computer is looked at, and what could not be is said", async () => {
  const environment = keepingEnvironment(await makeHome());
  const { exitCode, said } = await examine([], environment);
  expect(exitCode).toBe(0);
  expect(said).toMatch(/ok Versions nowtoken [\d.]+, Node\.js \d/u);
  expect(said).toContain("warning Settings No instance is named.");
  expect(said).toContain("skipped Profile No login is kept yet");
});

test("a variable that nobody reads is told, with the one that was meant", async () => {
  const environment = { ...keepingEnvironment(await makeHome()), NOWTOKEN_INSTANSE: "dev12345" };
  const { said } = await examine(["--offline"], environment);
  expect(said).toContain(
    "warning Variables NOWTOKEN_INSTANSE is no variable of nowtoken; did you mean NOWTOKEN_INSTANCE?",
  );
});
