import { once } from "node:events";
import { AuthError } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../base-command.ts";
import { startPractice } from "../simulate/start-practice.ts";
import { withInterruption } from "../terminal/interruption.ts";
import { styleFor } from "../terminal/style.ts";

const choice = (helpValue: string, description: string, env: string) =>
  Flags.string({ description, helpValue, env });

export default class Simulate extends BaseCommand {
  static override summary = "Run a practice instance on this machine, for your own tests.";
  static override description =
    "Serves what a login needs of an instance on 127.0.0.1 until you press Ctrl-C. What it shows are practice values, not secrets. GET /__practice/log tells what was asked.";
  static override examples = [
    { description: "On a free port", command: "<%= config.bin %> simulate" },
    { description: "One that sleeps", command: "<%= config.bin %> simulate --fault hibernating" },
    {
      description: "One whose access tokens die after ten seconds",
      command: "<%= config.bin %> simulate --access-token-lifespan 10s",
    },
    { description: "For a script", command: "<%= config.bin %> simulate --port 8080 --json" },
  ];
  static override flags = {
    port: Flags.string({
      description: "port to listen on; default: a free one",
      helpValue: "PORT",
      env: "NOWTOKEN_SIMULATE_PORT",
    }),
    "redirect-uri": Flags.string({
      description: "redirect URL of the practice record, repeatable; default: its own /oauth_redirect.do",
      helpValue: "URI",
      multiple: true,
      multipleNonGreedy: true,
      env: "NOWTOKEN_SIMULATE_REDIRECT_URI",
    }),
    "public-client": Flags.boolean({
      description: "a record without a client secret",
      env: "NOWTOKEN_SIMULATE_PUBLIC_CLIENT",
    }),
    "pkce-required": Flags.boolean({
      description: "a record that demands PKCE",
      env: "NOWTOKEN_SIMULATE_PKCE_REQUIRED",
    }),
    "client-credentials": Flags.boolean({
      description: "allow the grant client_credentials, as the practice user",
      env: "NOWTOKEN_SIMULATE_CLIENT_CREDENTIALS",
    }),
    "access-token-lifespan": Flags.string({
      description: "how long an access token lives, as 60s; default: 30m",
      helpValue: "DURATION",
      env: "NOWTOKEN_SIMULATE_ACCESS_TOKEN_LIFESPAN",
    }),
    "redirect-fallback": choice(
      "exact|first",
      "what an unregistered redirect URI gets",
      "NOWTOKEN_SIMULATE_REDIRECT_FALLBACK",
    ),
    errors: choice("catch-all|modern", "how the token endpoint refuses", "NOWTOKEN_SIMULATE_ERRORS"),
    rotation: choice(
      "none|rotate|rotate-and-revoke",
      "what refreshing does to the refresh token",
      "NOWTOKEN_SIMULATE_ROTATION",
    ),
    fault: Flags.string({
      description: "what goes wrong at the token endpoint: hibernating, slow, hang, reset, huge and others",
      helpValue: "KIND",
      env: "NOWTOKEN_SIMULATE_FAULT",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Simulate);
    const server = await startPractice(flags).catch(portUnavailable);
    try {
      const { client, user, users } = server.instance;
      const administrator = users.find(({ roles }) => roles.includes("admin"));
      const values = {
        instanceUrl: server.origin,
        clientId: client.clientId,
        clientSecret: client.clientSecret ?? null,
        redirectUris: client.redirectUris,
        userName: user.userName,
        password: user.password,
        administrator: administrator?.userName ?? null,
        administratorPassword: administrator?.password ?? null,
      };
      await this.printResult(flags.json, values, formatValues(values));
      await withInterruption(untilAborted);
    } finally {
      await server.close();
    }
  }
}

function formatValues(values: object): string {
  const style = styleFor(process.stdout);
  const rows = Object.entries(values).map(([name, value]): [string, string] => [
    name,
    [value].flat().join(", "),
  ]);
  return `${style.panel("Practice instance", rows, ["Ctrl-C ends it. These are practice values, made up for every run alike."])}\n`;
}

function portUnavailable(error: unknown): never {
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
  throw new AuthError("PORT_UNAVAILABLE", "the port cannot be used", {
    host: address ?? "127.0.0.1",
    port: port ?? 0,
    systemCode: code,
  });
}

const untilAborted = async (signal: AbortSignal): Promise<never> => {
  await once(signal, "abort");
  throw signal.reason;
};
