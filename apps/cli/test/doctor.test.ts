import { afterAll, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { cleanUp, makeHome } from "./home.ts";
import { keepingEnvironment } from "./kept-login.ts";

afterAll(cleanUp);

test("without settings or a login this computer is looked at, and what could not be is said", async () => {
  const environment = keepingEnvironment(await makeHome());
  const { exitCode, stdout } = await runCommand(["doctor"], { environment });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/ok +Versions +nowtoken [\d.]+, Node\.js \d/u);
  expect(stdout).toMatch(/warning +Settings +No instance is named\./u);
  expect(stdout).toMatch(/skipped +Profile +No login is kept yet/u);
});

test("a variable that nobody reads is told, with the one that was meant", async () => {
  const environment = { ...keepingEnvironment(await makeHome()), NOWTOKEN_INSTANSE: "dev12345" };
  const { stdout } = await runCommand(["doctor", "--offline"], { environment });
  expect(stdout).toMatch(
    /warning +Variables +NOWTOKEN_INSTANSE is no variable of nowtoken; did you mean\s+NOWTOKEN_INSTANCE\?/u,
  );
});
