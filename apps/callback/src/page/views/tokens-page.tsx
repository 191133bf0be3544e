import type { Answer } from "../../redirect/answer.ts";
import type { HeldTokens } from "../held-tokens.ts";
import type { PageLogin } from "../login.ts";
import { type ValueName, valueNames } from "../token-values.ts";
import { Keeping } from "./keeping.tsx";
import { Kept } from "./kept.tsx";
import { Layout } from "./layout.tsx";
import { Action, Failure } from "./parts.tsx";
import { TokenValue } from "./token-value.tsx";

interface TokensPageProps {
  readonly login: PageLogin;
  readonly tokens: HeldTokens;
  readonly formToken: string;
  readonly now: Date;
  /** The one value that was asked for. */
  readonly shown: ValueName | undefined;
  readonly canSave: boolean;
  readonly keepsLogins: boolean;
  /** Why nobody knows whose tokens they are. */
  readonly ownerFailure: Answer | undefined;
  readonly saveFailure: Answer | undefined;
}

/** The third step: the values that a connector's form wants, in its order. */
export const TokensPage = (props: TokensPageProps) => {
  const { login, tokens, formToken, now, shown, canSave, keepsLogins, ownerFailure, saveFailure } = props;
  const { isPractice } = login.start;
  const granted = tokens.credential.scopes;
  const missing =
    granted.length === 0 ? [] : login.settings.scopes.filter((scope) => !granted.includes(scope));
  return (
    <Layout
      title="Your tokens"
      stage="/tokens"
      isPractice={isPractice}
      keepsLogins={keepsLogins}
      {...(tokens.owner === "asking" && { waitsFrom: "/tokens asking" })}
    >
      <h1>Your tokens</h1>
      <Owner tokens={tokens} />
      {ownerFailure && (
        <>
          <Failure answer={ownerFailure} />
          <Action to="/tokens/owner" formToken={formToken}>
            Ask again
          </Action>
        </>
      )}
      <Kept {...tokens} />
      <section class="card" aria-labelledby="values">
        <h2 id="values">For the connector’s form</h2>
        <dl class="values" data-values="/tokens/value">
          {valueNames.map((name) => (
            <TokenValue {...{ name, login, tokens, formToken, now, shown }} />
          ))}
        </dl>
        {missing.length > 0 && (
          <p class="soft">
            The instance names fewer scopes than were asked for. Missing: <code>{missing.join(" ")}</code>
          </p>
        )}
        <p class="soft">A copied value stays on the clipboard until something else is copied.</p>
      </section>
      <Keeping {...{ tokens, formToken, isPractice, canSave, saveFailure }} />
      <div class="actions">
        <Action to="/end" formToken={formToken} look="main">
          Finish
        </Action>
        <p class="soft">
          This page then forgets everything and ends, as it does when nobody uses it for a while.
          {typeof tokens.kept === "object" && " The login stays kept."}
        </p>
      </div>
    </Layout>
  );
};

const Owner = ({ tokens: { owner, credential } }: { readonly tokens: HeldTokens }) => {
  const host = new URL(credential.instanceUrl).host;
  if (owner === "asking") return <p class="lead waiting">Asking {host} whose tokens they are…</p>;
  if ("error" in owner) return <p class="lead">They are from {host}; whose they are, it did not say.</p>;
  const { userName, displayName } = owner.user;
  return (
    <p class="lead signed-in">
      Signed in to {host} as <b>{displayName ?? userName}</b>
      {displayName && ` (${userName})`}.
    </p>
  );
};
