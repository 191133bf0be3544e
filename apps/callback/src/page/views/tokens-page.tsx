import type { FileWarning } from "@nowtoken/core";
import type { Answer } from "../../redirect/answer.ts";
import { assumedRefreshTokenEnd, type HeldTokens } from "../held-tokens.ts";
import type { PageLogin } from "../login.ts";
import { findValue, type ValueName, valueLabels, valueNames } from "../token-values.ts";
import { day, moment, span } from "./dates.tsx";
import { fileWarningSentence } from "./file-warning.ts";
import { Layout } from "./layout.tsx";
import { Action, Failure } from "./parts.tsx";

interface TokensPageProps {
  readonly login: PageLogin;
  readonly tokens: HeldTokens;
  readonly formToken: string;
  readonly now: Date;
  /** The one value that was asked for. */
  readonly shown?: ValueName;
  readonly canSave: boolean;
  /** Why nobody knows whose tokens they are. */
  readonly ownerFailure: Answer | undefined;
  readonly saveFailure: Answer | undefined;
}

/** The third step: the values that a connector's form wants, in its order. */
export const TokensPage = (props: TokensPageProps) => {
  const { login, tokens, formToken, ownerFailure, saveFailure } = props;
  return (
    <Layout
      title="Your tokens"
      stage="/tokens"
      isPractice={login.start.isPractice}
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
      <section class="card" aria-labelledby="values">
        <h2 id="values">For the connector’s form</h2>
        <dl class="values">
          {valueNames.map((name) => (
            <Value {...props} name={name} />
          ))}
        </dl>
        <p class="soft">A copied value stays on the clipboard until something else is copied.</p>
      </section>
      {saveFailure && <Failure answer={saveFailure} />}
      <Keeping {...props} />
      <div class="actions">
        <Action to="/end" formToken={formToken} look="main">
          Finish
        </Action>
        <p class="soft">
          This page then forgets everything and ends, as it does when nobody uses it for a while.
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

const Value = (props: TokensPageProps & { readonly name: ValueName }) => {
  const { login, formToken, name, shown } = props;
  const value = findValue(name, login);
  const label = valueLabels[name];
  const isOpen = name === "clientId" || name === shown;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <p class="value" id={`value-${name}`} data-hidden={isOpen ? undefined : ""}>
          {value === undefined ? absent[name] : isOpen ? value : hidden}
        </p>
        <p class="soft">
          <Lifetime {...props} />
        </p>
      </dd>
      {value !== undefined && (
        <dd class="buttons">
          {name !== "clientId" && (
            <form method="post" action="/tokens/show" data-show={name}>
              <input type="hidden" name="formToken" value={formToken} />
              <input type="hidden" name="value" value={name} />
              <button type="submit" class="small">
                Show<span class="unseen"> {label}</span>
              </button>
            </form>
          )}
          <button type="button" class="small" data-fetch={name} data-what={label} hidden>
            Copy<span class="unseen"> {label}</span>
          </button>
        </dd>
      )}
    </div>
  );
};

const hidden = "••••••••••••••••";
const absent: Record<ValueName, string> = {
  clientId: "",
  clientSecret: "None: the record is a public client.",
  accessToken: "",
  refreshToken: "None was issued.",
};

const Lifetime = ({ name, tokens, now }: TokensPageProps & { readonly name: ValueName }) => {
  const { expiresAt, refreshToken } = tokens.credential;
  if (name === "accessToken") {
    if (expiresAt === undefined) return <>The instance did not say when it dies.</>;
    if (expiresAt <= now)
      return <>It has died. That is fine: the connector renews it with the refresh token.</>;
    return (
      <>
        Dies in {span(now, expiresAt)}, {moment(expiresAt, now)}. That is fine: the connector renews it.
      </>
    );
  }
  if (name !== "refreshToken") return null;
  if (refreshToken === undefined) {
    return (
      <>
        Check that the record’s Refresh Token Lifespan is above 0, and that it is not a client credentials
        record.
      </>
    );
  }
  return (
    <>
      Dies on <b>{day(assumedRefreshTokenEnd(tokens))}</b>, unless the record’s Refresh Token Lifespan
      differs: the instance does not say, so its default of 100 days is assumed. Refreshing does not move that
      day; a new login does.
    </>
  );
};

const Keeping = ({ login, tokens, formToken, canSave }: TokensPageProps) => (
  <section class="card" aria-labelledby="keeping">
    <h2 id="keeping">Keep them in a file</h2>
    {tokens.saved && "path" in tokens.saved && <Saved {...tokens.saved} />}
    <div class="actions">
      {canSave && (
        <Action to="/tokens/save" formToken={formToken}>
          Save to Desktop
        </Action>
      )}
      <form class="download" method="post" action="/tokens/download">
        <input type="hidden" name="formToken" value={formToken} />
        <span id="download">Download as</span>
        <button type="submit" class="quiet" name="format" value="text" aria-describedby="download">
          text
        </button>
        <button type="submit" class="quiet" name="format" value="json" aria-describedby="download">
          JSON
        </button>
        <button type="submit" class="quiet" name="format" value="env" aria-describedby="download">
          .env
        </button>
      </form>
    </div>
    <p class="soft">
      {login.start.isPractice
        ? "Practice tokens are not saved to the Desktop: a real file may stand there."
        : "Text is the guide’s servicenow_credentials.txt: authorization code, access token, refresh token."}
    </p>
  </section>
);

const Saved = ({ path, warnings }: { readonly path: string; readonly warnings: readonly FileWarning[] }) => (
  <div class="notice" role="status">
    <p>
      Saved to <code>{path}</code>, which only you can read. <b>Delete it once the form is filled.</b>
    </p>
    {warnings.map((warning) => (
      <p>{fileWarningSentence(warning)}</p>
    ))}
  </div>
);
