import { canRenew } from "../../login-list.ts";
import type { ReadableLogin } from "../../page-profiles.ts";
import { Action } from "../parts.tsx";

interface RenewActionProps {
  readonly login: ReadableLogin;
  readonly formToken: string;
  readonly look?: "main" | "quiet";
}

/** Begins another login like this one; nothing where no person is needed. */
export const RenewAction = ({ login, formToken, look = "quiet" }: RenewActionProps) =>
  canRenew(login) ? (
    <Action to={`/logins/${login.name}/renew`} formToken={formToken} look={look}>
      {login.profile.login === undefined ? "Log in" : "Renew"}
      <span class="unseen"> {login.name}</span>
    </Action>
  ) : null;
