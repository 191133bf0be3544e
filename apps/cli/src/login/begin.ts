import { browserHindrance, openBrowser, readMachineSurroundings } from "@nowtoken/callback";
import type { AuthorizationRequest } from "@nowtoken/core";
import { styleFor } from "../terminal/style.ts";
import type { LoginMode } from "./mode.ts";

export interface Invitation {
  readonly request: AuthorizationRequest;
  readonly mode: LoginMode;
  /** Whether there is a prompt that takes the redirected address. */
  readonly interactive: boolean;
  /** Whether the browser may be opened. */
  readonly open: boolean;
  /** Who has to sign in, where that is known. */
  readonly userName?: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/** Prints the authorization URL on stderr, and opens the browser where it is one that the person looks at. */
export async function inviteToAuthorize(invitation: Invitation): Promise<void> {
  const { request, open, userName } = invitation;
  const style = styleFor(process.stderr);
  const opened = open && (await openIfUseful(request.url, invitation.environment));
  const paragraphs = [
    style.wrap(
      `Sign in as ${userName ?? "the integration's own account, not as yourself"}: the tokens get the rights of whoever clicks Allow.`,
    ),
    opened ? "Your browser opens this address:" : "Open this address in your browser:",
    style.link(request.url),
    ...whatComesNext(invitation).map((text) => style.wrap(text)),
  ];
  process.stderr.write(`\n${paragraphs.join("\n\n")}\n`);
}

/** Opens the browser where the person can see it; resolves to whether it was. */
export async function openIfUseful(url: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  if (browserHindrance(readMachineSurroundings(environment)) !== undefined) return false;
  return openBrowser(url, { platform: process.platform, environment });
}

function whatComesNext({ request, mode, interactive }: Invitation): string[] {
  const { redirectUri } = request;
  if (mode === "paste") {
    // The page after Allow looks like a failure when it is the instance's own.
    const expected = redirectUri.endsWith("/oauth_redirect.do")
      ? " The page that comes then says that the OAuth redirect failed: that is expected, and the address is all we need."
      : "";
    return [
      `Click Allow, then copy the whole address of the page that comes.${expected} The code in it lives about one minute.`,
    ];
  }
  const paste = interactive
    ? " If that page does not load, because the browser runs on another machine, paste its whole address here."
    : "";
  return [
    `Click Allow: the browser comes back to ${redirectUri}, and the login ends by itself.${paste}`,
    `If it ends on another address instead, the OAuth record does not list ${redirectUri}: add that to the record's Redirect URL field, or run again with --redirect-uri set to the other address.`,
  ];
}
