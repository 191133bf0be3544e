import {
  describeLoginContract,
  findFreePort,
  type LoginAttempt,
  type LoginFrontEnd,
} from "@nowtoken/contract";
import { type CommandProcess, runCommand } from "./fixtures/run-command.ts";
import { authorizationUrl, nowtoken, type Run, type Running, type RunOptions } from "./nowtoken.ts";

/** `nowtoken login` over real sockets, with the redirect on standard input. */
const byHand: LoginFrontEnd = {
  name: "nowtoken login",
  transport: "socket",
  login: (attempt) => loginByHand(runCommand, attempt),
};

/** The same, as a process of its own. */
const asProcess: LoginFrontEnd = {
  ...byHand,
  name: "the process of nowtoken login",
  scenarios: "samples",
  login: (attempt) => loginByHand(nowtoken, attempt),
};

/** The same, listening for the redirect. */
const onLoopback: LoginFrontEnd = {
  name: "nowtoken login on loopback",
  transport: "socket",
  redirectUri: async () => `http://localhost:${await findFreePort()}/callback`,
  login: (attempt) =>
    login({ run: runCommand, mode: "loopback" }, attempt, async (url) => {
      if (url === undefined) return "";
      const answer = await fetch(await attempt.visit(url));
      const { searchParams } = new URL(url);
      // The login goes on waiting after what is not its answer.
      const denial = `${searchParams.get("redirect_uri")}?error=access_denied&state=${searchParams.get("state")}`;
      return (await answer.text()) + (answer.status === 400 ? await (await fetch(denial)).text() : "");
    }),
};

/** How the command is run: inside this process, or as one of its own. */
type Runner = (words: readonly string[], options: RunOptions<CommandProcess>) => Promise<Run>;

function loginByHand(run: Runner, attempt: LoginAttempt) {
  return login({ run, mode: "paste" }, attempt, async (url, { process }) => {
    process.stdin.end(url === undefined ? "" : await attempt.visit(url));
    return "";
  });
}

/** Logs in; `answer` brings the redirect, and comes back with what the person's browser was shown. */
async function login(
  { run, mode }: { readonly run: Runner; readonly mode: string },
  { settings, file, stateFolder }: LoginAttempt,
  answer: (url: string | undefined, running: Running<CommandProcess>) => Promise<string>,
) {
  const { instanceUrl, clientId, clientSecret, redirectUri, scopes, format, timeoutSeconds } = settings;
  let [url, shown]: [string | undefined, string] = [undefined, ""];
  const ended = await run(["login", "--mode", mode, "--no-open", "--no-input", "--json"], {
    environment: {
      NOWTOKEN_INSTANCE_URL: instanceUrl,
      NOWTOKEN_CLIENT_ID: clientId,
      NOWTOKEN_CLIENT_SECRET: clientSecret,
      NOWTOKEN_REDIRECT_URI: redirectUri,
      NOWTOKEN_FORMAT: format,
      NOWTOKEN_OUT: file,
      NOWTOKEN_TIMEOUT: String(timeoutSeconds),
      NOWTOKEN_STATE_DIR: stateFolder,
      NOWTOKEN_STORE: "none",
      NOWTOKEN_NO_SCOPE: scopes?.length === 0 ? "true" : undefined,
    },
    meanwhile: async (running) => {
      url = await running.waitFor(authorizationUrl);
      shown = await answer(url, running);
    },
  });
  const result = JSON.parse(ended.stdout);
  // The URL that the person opens carries the state and is meant to be seen; nothing else is.
  const visible = `${ended.stdout}${ended.stderr.replaceAll(url ?? "\n", "")}${shown}`;
  return { error: result.error?.code, visible, authorizationUrl: url };
}

describeLoginContract(byHand);
describeLoginContract(asProcess);
describeLoginContract(onLoopback);
