import type { LoginStart, PageLogin } from "../login.ts";
import { AddressDrawing } from "./address-drawing.tsx";
import { time } from "./dates.tsx";
import { Layout } from "./layout.tsx";
import { Action, CopyButton } from "./parts.tsx";
import { PasteBox, type PasteBoxProps } from "./paste-box.tsx";
import { Registration } from "./registration.tsx";

interface AuthorisePageProps extends PasteBoxProps {
  readonly login: PageLogin;
  readonly warnings: readonly string[];
  readonly keepsLogins: boolean;
}

/** The second step: the person's consent, and the way back. */
export const AuthorisePage = (props: AuthorisePageProps) => {
  const { login, formToken, warnings, refusal, keepsLogins } = props;
  const { attempt, settings, landing, start } = login;
  const isExchanging = attempt.status === "exchanging";
  const host = new URL(settings.instanceUrl).host;
  return (
    <Layout
      title={refusal ? "That is not the answer" : "Authorise"}
      stage="/authorise"
      isPractice={start.isPractice}
      keepsLogins={keepsLogins}
      waitsFrom={`/authorise ${attempt.status}`}
      reloads={isExchanging || landing === "listener"}
    >
      <h1>Authorise</h1>
      <p class="lead">
        Let <b>{host}</b> ask you once whether this OAuth record may act for you.
        {start.renews && <Renewing {...start.renews} />}
      </p>
      {warnings.map((warning) => (
        <p class="notice">{warning}</p>
      ))}
      <div class="columns">
        <div class="first">
          {isExchanging ? (
            <p class="card waiting" role="status">
              The answer has come. The tokens are being fetched.
            </p>
          ) : (
            <ol class="tasks">
              <Consent url={attempt.request.url} host={host} />
              {landing === "listener" ? <Waiting {...props} /> : <Copying {...props} />}
            </ol>
          )}
          <div class="actions">
            <p class="soft">This login waits until {time(login.waitsUntil)}.</p>
            <Action to="/authorise" formToken={formToken}>
              Start again
            </Action>
            <a href="/">Change the values</a>
          </div>
        </div>
        <aside>
          <Registration {...settings} />
        </aside>
      </div>
    </Layout>
  );
};

const Renewing = ({ name, userName }: NonNullable<LoginStart["renews"]>) => (
  <>
    {" "}
    That renews the login <b>{name}</b>
    {userName && (
      <>
        ; sign in as <b>{userName}</b>, whose tokens it has
      </>
    )}
    .
  </>
);

const Consent = ({ url, host }: { readonly url: string; readonly host: string }) => (
  <li class="card">
    <h2>Open the instance and click Allow</h2>
    <p class="notice">
      <b>Use the integration’s account.</b> The tokens act as whoever clicks Allow. If this browser is signed
      in there as yourself, copy the link into a private window.
    </p>
    <p class="actions">
      <a class="main" href={url} target="_blank" rel="noopener">
        Open {host}
        <span class="unseen"> in a new tab</span>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M6 3h7v7M13 3L4 12" />
        </svg>
      </a>
      <CopyButton of="authorization-url" what="the link" isNamed />
      <span id="authorization-url" hidden>
        {url}
      </span>
    </p>
  </li>
);

const Copying = (props: AuthorisePageProps) => (
  <>
    <li class="card">
      <h2>Copy the address of the page that comes</h2>
      <AddressDrawing />
      {props.login.landing === "failure-page" ? (
        <p>
          The page says that the OAuth redirect failed. <b>That is expected</b>: the address bar above it
          holds what is needed.
        </p>
      ) : (
        <p>
          Whatever the page says, even that it cannot be reached: <b>that is expected</b>. The address bar
          holds what is needed.
        </p>
      )}
    </li>
    <li class="card">
      <h2>Paste it here</h2>
      <PasteBox {...props} />
    </li>
  </>
);

const Waiting = (props: AuthorisePageProps) => (
  <li class="card">
    <h2>Come back here</h2>
    <p class="waiting" role="status">
      Waiting for Allow. This page goes on by itself.
    </p>
    <noscript>
      <p>
        <a href="/authorise">Look again</a>
      </p>
    </noscript>
    <details open={props.refusal !== undefined}>
      <summary>The browser ended somewhere else?</summary>
      <p>
        Then the record does not list <code>{props.login.settings.redirectUri}</code>, and the instance used
        the first redirect URL that it knows. Add ours to the record and start again, or paste the address
        here to see what can be done.
      </p>
      <PasteBox {...props} />
    </details>
  </li>
);
