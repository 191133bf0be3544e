import { visitAsPerson } from "@nowtoken/simulator";
import { afterAll, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { cleanUp } from "./home.ts";
import { makeLogin } from "./kept-login.ts";
import { authorizationUrl } from "./nowtoken.ts";
import { openStore } from "./profiles.ts";

afterAll(cleanUp);

test("login says who signed in last time, and warns when it is somebody else this time", async () => {
  const { environment, server, home } = await makeLogin({ profile: "acme" });
  await runCommand(["status", "--check", "-p", "acme"], { environment });
  const { userName = "", password = "" } = server.instance.users[1] ?? {};
  const run = await runCommand(["login", "--profile", "acme", "--no-open", "--out", home.file], {
    environment,
    meanwhile: async ({ process, waitFor }) => {
      const url = (await waitFor(authorizationUrl)) ?? "";
      process.stdin.end((await visitAsPerson({ url, userName, password })).redirectedTo);
    },
  });
  expect([run.exitCode, run.stderr]).toEqual([
    0,
    expect.stringContaining("Sign in as knowledge.integration:"),
  ]);
  expect(run.stderr.replace(/\s+/gu, " ")).toContain(
    `Warning: The profile acme held the tokens of knowledge.integration; it holds those of ${userName} now. The earlier ones are the profile`,
  );
  const store = openStore(environment);
  expect(store.read("acme")?.login?.user?.userName).toBe(userName);
  const others = store.names().filter((name) => name !== "acme");
  expect(others.map((name) => store.read(name)?.login?.user?.userName)).toEqual(["knowledge.integration"]);
});
