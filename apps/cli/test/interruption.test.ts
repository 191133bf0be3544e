import { readdir, readFile, writeFile } from "node:fs/promises";
import type { PracticeServer } from "@nowtoken/simulator";
import { afterAll, describe, expect, test } from "vitest";
import { allow, cleanUp, makeHome, makeInstance, untilAsked } from "./home.ts";
import { authorizationUrl, nowtoken, type Running } from "./nowtoken.ts";

afterAll(cleanUp);

const login = ["login", "--mode", "paste", "--no-open", "--no-input"];

/** Answers the login, and sends a signal as soon as the instance has been asked for a path. */
function interruptAt(path: string, signal: NodeJS.Signals, server: PracticeServer) {
  return async ({ process, waitFor }: Running) => {
    process.stdin.end(await allow(server, (await waitFor(authorizationUrl)) ?? ""));
    await untilAsked(server, path);
    process.kill(signal);
  };
}

describe
  .skipIf(process.platform === "win32")
  .concurrent("a signal while the instance does not answer", () => {
    test.each([
      ["SIGINT", 130],
      ["SIGTERM", 143],
      ["SIGHUP", 129],
    ] as const)(
      "%s ends the exchange at once with %i, and the earlier file stays alone",
      async (signal, exitCode) => {
        const [home, { server, settings }] = await Promise.all([
          makeHome(),
          makeInstance({ behaviour: { fault: { kind: "hang" } } }),
        ]);
        await writeFile(home.file, "earlier");
        const run = await nowtoken(login, {
          environment: { ...home.environment, ...settings, NOWTOKEN_TIMEOUT: "20" },
          meanwhile: interruptAt("/oauth_token.do", signal, server),
        });
        expect([run.exitCode, run.stdout]).toEqual([exitCode, ""]);
        expect(await readFile(home.file, "utf8")).toBe("earlier");
        expect(await readdir(home.folder)).toEqual(["credentials.txt"]);
      },
    );

    test("does not take back a login that has its tokens: the panel is shown, and 130 follows", async () => {
      const endpoint = "/api/now/ui/user/current_user";
      const [home, { server, settings }] = await Promise.all([
        makeHome(),
        makeInstance({ behaviour: { fault: { kind: "hang", endpoint } } }),
      ]);
      const run = await nowtoken(login, {
        environment: { ...home.environment, ...settings, NOWTOKEN_TIMEOUT: "20" },
        meanwhile: interruptAt(endpoint, "SIGINT", server),
      });
      expect([run.exitCode, run.stdout]).toEqual([130, expect.stringContaining("For the connector's form")]);
      // The warning of a look-up that ran into its deadline.
      expect(run.stderr).not.toContain("could not be found out");
      expect(await readFile(home.file, "utf8")).toContain("Access token: ");
    });
  });
