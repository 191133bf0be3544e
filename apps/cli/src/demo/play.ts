import { readFile } from "node:fs/promises";
import { type PracticeServer, visitAsPerson } from "@nowtoken/simulator";
import { styleFor } from "../terminal/style.ts";
import { hideMiddles } from "./hide-middles.ts";
import { runLogin } from "./run-login.ts";

export interface DemoStage {
  readonly server: PracticeServer;
  readonly environment: NodeJS.ProcessEnv;
  readonly executable: string;
  readonly signal: AbortSignal;
}

/** Runs a login with a scripted person, and tells each step in a line. */
export async function playDemo({ json, ...stage }: DemoStage & { readonly json: boolean }): Promise<void> {
  const { server, environment } = stage;
  const { userName, password } = server.instance.user;
  const steps: string[] = [];
  const style = styleFor(process.stdout);
  const tell = (step: string) => {
    steps.push(step);
    if (!json)
      process.stdout.write(
        `${style.wrap(step, { indent: `  ${style.cyan(String(steps.length))}  `, hanging: "     " })}\n`,
      );
  };

  if (!json)
    process.stdout.write(`\n${style.bold("A whole login, against a practice instance on this machine")}\n\n`);
  tell(`A practice instance runs at ${server.origin}; its OAuth record is ready.`);
  const panel = await runLogin({
    ...stage,
    visit: async (url) => {
      tell(
        `nowtoken login made the authorization URL: ${new URL(url).origin}/oauth_auth.do with PKCE and a fresh state.`,
      );
      // Over the network a person's proxy settings would stand between the two.
      const fetch = server.instance.request;
      const { redirectedTo } = await visitAsPerson({ url, fetch, userName, password, decision: "allow" });
      tell(`The person signed in as ${userName} and clicked Allow.`);
      const { origin, pathname } = new URL(redirectedTo);
      tell(
        `The browser came back to ${origin}${pathname}?code=…&state=… (the failure page there is expected).`,
      );
      return redirectedTo;
    },
  });
  tell("The address was pasted; nowtoken checked its state, exchanged the code, and wrote the file.");
  const file = hideMiddles(await readFile(environment["NOWTOKEN_OUT"] ?? "", "utf8"));
  if (json) {
    process.stdout.write(`${JSON.stringify({ steps, file: file.trimEnd().split("\n") }, null, 2)}\n`);
    return;
  }
  process.stdout.write(`\n${panel}\n`);
  process.stdout.write(`${style.bold("servicenow_credentials.txt")} (shown with hidden middles)\n\n`);
  process.stdout.write(file.replace(/^/gmu, "  ").trimEnd());
  process.stdout.write(
    `\n\n${style.wrap("The instance and the file are gone again. With your own instance: nowtoken login")}\n\n`,
  );
}
