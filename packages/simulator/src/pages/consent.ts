import { html } from "hono/html";
import type { AuthorizationRequest } from "../codes.ts";
import type { PracticeUser } from "../options.ts";
import { type Html, layout } from "./layout.ts";

interface ConsentPage {
  readonly request: AuthorizationRequest;
  readonly user: PracticeUser;
  readonly formToken: string;
}

/**
 * The consent page of `/oauth_auth.do`: a hidden `sysparm_ck` and two elements named `oauth_auth_check_action`, the second
 * of which is Allow and sends `authorize` (scripts in the wild); the words and the value of Deny are a guess.
 */
export function consentPage({ request, user, formToken }: ConsentPage): Html {
  const { client, scopes, target } = request;
  return layout(
    `${client.name} would like to connect to your account`,
    html`<dl>
<dt>You are signed in as</dt><dd>${user.displayName} (${user.userName})</dd>
<dt>It asks for</dt><dd>${scopes.length === 0 ? "the scopes of its registry record" : scopes.join(", ")}</dd>
<dt>You will be sent to</dt><dd><code>${target}</code></dd>
</dl>
<form method="post" action="/oauth_auth.do">
<input type="hidden" name="sysparm_ck" value="${formToken}">
<div class="buttons">
<button type="submit" name="oauth_auth_check_action" value="deny">Deny</button>
<button class="main" type="submit" name="oauth_auth_check_action" value="authorize">Allow</button>
</div>
</form>`,
  );
}
