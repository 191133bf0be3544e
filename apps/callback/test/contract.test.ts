import { describeLoginContract, type LoginFrontEnd } from "@nowtoken/contract";
import {
  type AuthorizationRequest,
  buildAuthorizationRequest,
  completeLogin,
  generateLoginSecrets,
  isAuthError,
  parseSettings,
} from "@nowtoken/core";
import { createLoginAttempt } from "../src/login-attempt.ts";
import { createCallbackApp } from "../src/redirect/callback-app.ts";

const redirectUri = "http://localhost:8765/callback";

/** The callback app in process: the browser is its `request`. */
const callbackApp: LoginFrontEnd = {
  name: "the callback app",
  transport: "request",
  redirectUri: async () => redirectUri,
  async login({ settings: raw, file, stateFolder, fetch, visit }) {
    const { timeoutSeconds, ...given } = raw;
    const settings = parseSettings({ ...given, timeout: timeoutSeconds });
    const request = buildAuthorizationRequest(settings, generateLoginSecrets());
    const effects = { fetch, now: () => new Date(), timeoutSeconds };
    const attempt = createLoginAttempt(request, (redirect) =>
      completeLogin({ settings, request, redirect, file: { path: file, stateFolder } }, effects),
    );
    const app = createCallbackApp({
      redirectUri,
      findAttempt: (state) => (state === request.secrets.state ? attempt : undefined),
      describeSuccess: ({ warnings }) => ({ title: "Done", message: JSON.stringify(warnings) }),
      describeFailure: ({ code, message, details }) => ({
        title: code,
        message,
        fix: [JSON.stringify(details)],
      }),
    });
    let visible = "";
    const browse = async (address: string): Promise<void> => {
      const response = await app.request(address);
      const location = response.headers.get("location");
      visible += `${location} ${await response.text()}`;
      if (location !== null) await browse(new URL(location, address).href);
    };
    await browse(await visit(request.url));
    if (attempt.status === "waiting") await browse(denialOf(request));
    return {
      error: await attempt.ended.then(() => undefined, codeOf),
      visible,
      authorizationUrl: request.url,
    };
  },
};

const denialOf = ({ secrets }: AuthorizationRequest) =>
  `${redirectUri}?error=access_denied&state=${secrets.state}`;

function codeOf(error: unknown): string {
  if (isAuthError(error)) return error.code;
  throw error;
}

describeLoginContract(callbackApp);
