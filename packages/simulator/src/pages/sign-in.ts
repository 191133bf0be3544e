import { html } from "hono/html";
import type { PracticeUser } from "../options.ts";
import { type Html, layout } from "./layout.ts";

interface SignInPage {
  readonly formToken: string;
  readonly user: PracticeUser | undefined;
  readonly failed: boolean;
}

/** `/login.do`. Field names and element ids as scripts in the wild use them; the words are a guess. */
export function signInPage({ formToken, user, failed }: SignInPage): Html {
  const form = html`${failed && html`<p role="alert">User name or password invalid</p>`}
<form method="post" action="/login.do">
<input type="hidden" name="sysparm_ck" value="${formToken}">
<input type="hidden" name="sys_action" value="sysverb_login">
<label>User name <input id="user_name" name="user_name" autocomplete="username" autofocus required></label>
<label>Password <input id="user_password" name="user_password" type="password" autocomplete="current-password" required></label>
<div class="buttons"><button class="main" id="sysverb_login" type="submit">Log in</button></div>
</form>
${user && hint(user)}`;
  return layout("Log in", form);
}

const hint = ({ userName, password }: PracticeUser): Html => html`<div class="hint">
<p>To practise, sign in as <code>${userName}</code> with the password <code>${password}</code></p>
</div>`;
