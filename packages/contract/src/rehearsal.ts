import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createPracticeInstance,
  type PracticeInstance,
  type PracticeOptions,
  startPracticeInstance,
  visitAsPerson,
} from "@nowtoken/simulator";
import { expectedFile, readFileAs } from "./credential-file.ts";
import type { LoginFrontEnd, LoginOutcome } from "./front-end.ts";
import type { Scenario } from "./scenario.ts";
import { countSecrets } from "./secrets.ts";
import { layTarget, snapshot } from "./target.ts";

/** What a login was given, and what it left behind. */
interface Rehearsal {
  readonly outcome: LoginOutcome;
  readonly secretsShown: number;
  readonly tokenRequests: number;
  readonly folderBefore: object;
  readonly folder: object;
  /** The credential file and its mode, and what they should be. */
  readonly file: object | undefined;
  readonly expectedFile: object;
}

/** What an instance handed out during one login. */
interface Issued {
  code: string;
  /** Undefined where the token request cannot be looked at on its way. */
  codeVerifier: string | undefined;
  accessToken: string;
  refreshToken: string | undefined;
}

/** Plays a scenario through a front end, against an instance and in a folder of its own. */
export async function rehearse(frontEnd: LoginFrontEnd, scenario: Scenario): Promise<Rehearsal> {
  const folder = await mkdtemp(join(tmpdir(), "nowtoken-contract-"));
  const issued: Issued = { code: "", codeVerifier: undefined, accessToken: "", refreshToken: undefined };
  const clock = { offset: 0 };
  const redirectUri = await frontEnd.redirectUri?.();
  const client = { ...(redirectUri !== undefined && { redirectUris: [redirectUri] }), ...scenario.client };
  const { instance, close } = await open(frontEnd, practiceOptions({ ...scenario, client }, issued, clock));
  try {
    const file = await layTarget(folder, scenario.target);
    const folderBefore = await snapshot(folder);
    const settings = {
      instanceUrl: instance.origin,
      clientId: instance.client.clientId,
      redirectUri: redirectUri ?? `${instance.origin}/oauth_redirect.do`,
      format: "text" as const,
      timeoutSeconds: 10,
      ...(instance.client.clientSecret !== undefined && { clientSecret: instance.client.clientSecret }),
      ...scenario.settings,
    };
    const stateFolder = join(folder, "state");
    const outcome = await frontEnd.login({
      settings,
      file,
      stateFolder,
      fetch: (url, init) => {
        issued.codeVerifier ??= new URLSearchParams(String(init.body)).get("code_verifier") ?? undefined;
        return instance.request(url, init);
      },
      visit: (url) => visit(url, { scenario, instance, issued, clock }),
    });
    // A command that runs in this process may still write there when it has called `process.exit`.
    await rm(stateFolder, { recursive: true, force: true, maxRetries: 3 });
    const secrets = [...Object.values(issued), settings.clientSecret];
    return {
      outcome,
      secretsShown: countSecrets(outcome.visible, secrets),
      tokenRequests: instance.log().filter(({ path }) => path === "/oauth_token.do").length,
      folderBefore,
      folder: await snapshot(folder),
      file: await readFileAs(settings.format, file),
      expectedFile: expectedFile(settings, issued),
    };
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function open({ transport }: LoginFrontEnd, options: PracticeOptions) {
  if (transport === "socket") return startPracticeInstance(options);
  return { instance: createPracticeInstance(options), close: async () => {} };
}

/** The instance's answers are looked at on their way, for what they hold must not be seen elsewhere. */
function practiceOptions(
  { client = {}, behaviour }: Scenario,
  issued: Issued,
  clock: { offset: number },
): PracticeOptions {
  return {
    clients: [client],
    now: () => new Date(Date.now() + clock.offset),
    behaviour: {
      ...behaviour,
      tokenAnswer: (answer) => {
        issued.accessToken = answer.access_token;
        issued.refreshToken = answer.refresh_token;
        return behaviour?.tokenAnswer?.(answer) ?? answer;
      },
    },
  };
}

interface Visit {
  readonly scenario: Scenario;
  readonly instance: PracticeInstance;
  readonly issued: Issued;
  readonly clock: { offset: number };
}

async function visit(url: string, { scenario, instance, issued, clock }: Visit): Promise<string> {
  const { userName, password } = instance.user;
  const { redirectedTo } = await visitAsPerson({
    url,
    // The person needs no sockets, whatever the front end has.
    fetch: instance.request,
    userName,
    password,
    decision: scenario.decision ?? "allow",
  });
  issued.code = new URL(redirectedTo).searchParams.get("code") ?? "";
  clock.offset = scenario.delay ?? 0;
  return scenario.paste?.(redirectedTo, url) ?? redirectedTo;
}
