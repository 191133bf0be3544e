import type { Settings } from "@nowtoken/core";
import type { PropsWithChildren } from "hono/jsx";
import type { Cause } from "../cause.ts";
import { Action } from "./parts.tsx";

interface UsualCausesProps {
  readonly cause: Cause | "any";
  /** What was sent. */
  readonly settings: Settings;
  readonly formToken: string;
}

/** The guide's own table of errors, with what was really sent, and a way on from each. */
export const UsualCauses = ({ cause, settings, formToken }: UsualCausesProps) => {
  const { clientId, scopes, redirectUri } = settings;
  return (
    <section class="card" aria-labelledby="causes">
      <h2 id="causes">What to check in the OAuth record</h2>
      {cause === "any" && (
        <p class="soft">
          The instance gives one answer for nearly every cause, so it may be any of these. Its own log names
          the reason: System Logs › All, message contains “token flow”.
        </p>
      )}
      <ul class="causes">
        <Case title="Invalid client" isThis={cause === "client"}>
          <p>
            The record’s Client ID is <code>{clientId}</code>, its Client Secret is the one you gave, copied
            with the lock icon, and the record is active.
          </p>
        </Case>
        <Case title="Invalid scope" isThis={cause === "scope"}>
          <p>
            The record lists every scope that was asked for, spelled as here:{" "}
            {scopes.length === 0 ? "none" : <code>{scopes.join(" ")}</code>}
          </p>
          {scopes.length > 1 && (
            <Action to="/authorise" formToken={formToken} fields={{ scopes: "useraccount" }}>
              Try with useraccount alone
            </Action>
          )}
        </Case>
        <Case title="Invalid grant" isThis={cause === "grant"}>
          <p>
            A code works once, for about a minute; and a second login within a minute can bring back the code
            of the first. Wait a minute, or ask for consent anew: that sends approval_prompt=force, which
            ServiceNow does not document.
          </p>
          <Action to="/authorise" formToken={formToken} fields={{ forceConsent: "yes" }}>
            Try and ask for consent anew
          </Action>
        </Case>
        <Case title="Redirect URL mismatch" isThis={cause === "redirect"}>
          <p>
            One of the record’s redirect URLs is, to the last letter and slash, <code>{redirectUri}</code>
          </p>
        </Case>
      </ul>
    </section>
  );
};

const Case = ({ title, isThis, children }: PropsWithChildren<{ title: string; isThis: boolean }>) => (
  <li aria-current={isThis ? "true" : undefined}>
    <h3>
      {title}
      {isThis && <span class="tag">this one</span>}
    </h3>
    {children}
  </li>
);
