import { openBrowser } from "@nowtoken/callback";
import {
  type AuthorizationRequest,
  buildAuthorizationRequest,
  generateLoginSecrets,
  type Settings,
} from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { styleFor } from "../terminal/style.ts";

export interface Beginning {
  readonly settings: Settings;
  readonly environment: Environment;
  readonly open: boolean;
  readonly forceConsent: boolean;
}

/** Makes a login with fresh secrets, prints its authorization URL on stderr, and opens the browser. */
export async function beginLogin(beginning: Beginning): Promise<AuthorizationRequest> {
  const { settings, environment, open, forceConsent } = beginning;
  const request = buildAuthorizationRequest(settings, generateLoginSecrets(), { forceConsent });
  const style = styleFor(process.stderr);
  const opened =
    open &&
    (await openBrowser(request.url, { platform: process.platform, environment: environment.variables }));
  process.stderr.write(
    [
      "",
      style.wrap(
        "Sign in as the integration's own account, not as yourself: the tokens get the rights of whoever clicks Allow.",
      ),
      "",
      opened ? "Your browser opens this address:" : "Open this address in your browser:",
      "",
      style.link(request.url),
      "",
    ].join("\n"),
  );
  process.stderr.write(`${style.wrap(whatComesNext(settings))}\n`);
  return request;
}

/** The page after Allow looks like a failure when it is the instance's own. */
function whatComesNext({ redirectUri }: Settings): string {
  const expected = redirectUri.endsWith("/oauth_redirect.do")
    ? " The page that comes then says that the OAuth redirect failed: that is expected, and the address is all we need."
    : "";
  return `Click Allow, then copy the whole address of the page that comes.${expected} The code in it lives about one minute.`;
}
