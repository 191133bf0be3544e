import type { Settings } from "@nowtoken/core";
import { Action } from "./parts.tsx";

interface CauseActionProps {
  /** The cause's id in the dictionary. */
  readonly id: string;
  readonly settings: Settings;
  readonly formToken: string;
}

/** Causes that a login with a new consent may get round. */
const ofCodes: ReadonlySet<string> = new Set(["code-spent", "earlier-challenge"]);

/** A button that tries to get round a cause, where one click can. */
export const CauseAction = ({ id, settings: { scopes }, formToken }: CauseActionProps) => {
  if (id === "scope-missing" && scopes.length > 1) {
    return (
      <Action to="/authorise" formToken={formToken} fields={{ scopes: "useraccount" }}>
        Try with useraccount alone
      </Action>
    );
  }
  if (!ofCodes.has(id)) return null;
  return (
    <Action to="/authorise" formToken={formToken} fields={{ forceConsent: "yes" }}>
      Try and ask for consent anew
    </Action>
  );
};
