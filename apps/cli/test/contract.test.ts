import { describeLoginContract, type LoginAttempt, type LoginFrontEnd } from "@nowtoken/contract";
import { authorizationUrl, nowtoken } from "./nowtoken.ts";

/** `nowtoken login`, as a real process over real sockets. */
const commandLine: LoginFrontEnd = {
  name: "nowtoken login",
  transport: "socket",
  async login({ settings, file, stateFolder, visit }: LoginAttempt) {
    const { instanceUrl, clientId, clientSecret, redirectUri, scopes, format, timeoutSeconds } = settings;
    let url: string | undefined;
    const run = await nowtoken(["login", "--mode", "paste", "--no-open", "--no-input", "--json"], {
      environment: {
        NOWTOKEN_INSTANCE_URL: instanceUrl,
        NOWTOKEN_CLIENT_ID: clientId,
        NOWTOKEN_CLIENT_SECRET: clientSecret,
        NOWTOKEN_REDIRECT_URI: redirectUri,
        NOWTOKEN_FORMAT: format,
        NOWTOKEN_OUT: file,
        NOWTOKEN_TIMEOUT: String(timeoutSeconds),
        NOWTOKEN_STATE_DIR: stateFolder,
        NOWTOKEN_NO_SCOPE: scopes?.length === 0 ? "true" : undefined,
      },
      meanwhile: async ({ process, waitFor }) => {
        url = await waitFor(authorizationUrl);
        process.stdin.end(url === undefined ? "" : await visit(url));
      },
    });
    const result = JSON.parse(run.stdout);
    // The URL that the person opens carries the state and is meant to be seen; nothing else is.
    const visible = `${run.stdout}${run.stderr.replaceAll(url ?? "\n", "")}`;
    return { error: result.error?.code, visible, authorizationUrl: url };
  },
};

describeLoginContract(commandLine);
