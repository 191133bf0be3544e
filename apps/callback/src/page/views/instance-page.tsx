import type { HeldTokens } from "../held-tokens.ts";
import type { FormKey, FormProblem, RegisteredValues, SettingsForm } from "../settings-form.ts";
import { Layout } from "./layout.tsx";
import { Action } from "./parts.tsx";
import { Registration } from "./registration.tsx";
import { SettingsField } from "./settings-field.tsx";

interface InstancePageProps {
  readonly form: SettingsForm;
  readonly formToken: string;
  /** What was wrong with the form as it was sent. */
  readonly problems?: readonly FormProblem[];
  readonly registered: RegisteredValues;
  readonly offersPractice: boolean;
  readonly canListen: boolean;
  /** The tokens of an earlier login: those of a new one take their place on the page. */
  readonly holds: HeldTokens | undefined;
  readonly keepsLogins: boolean;
  /** The name that a login gets when none is given; undefined where it will not be kept. */
  readonly defaultName: string | undefined;
}

/** The first step: the values of the OAuth record. */
export const InstancePage = (props: InstancePageProps) => {
  const {
    form,
    formToken,
    problems = [],
    registered,
    offersPractice,
    canListen,
    holds,
    keepsLogins,
    defaultName,
  } = props;
  const field = { form, problems };
  const more: readonly FormKey[] = ["redirectUri", "instanceUrl", "scopes"];
  return (
    <Layout
      title={problems.length > 0 ? "Check the values" : "Your instance"}
      stage="/"
      keepsLogins={keepsLogins}
    >
      <h1>Your instance</h1>
      <p class="lead">
        Three values of your OAuth record are enough. What you get are the four that a connector’s form asks
        for.
      </p>
      {holds && (
        <p class="notice">
          This page holds the tokens of {holds.credential.instanceUrl}: <a href="/tokens">go back to them</a>.
          Another login takes their place
          {typeof holds.kept === "object" && `; the login ${holds.kept.name} stays kept`}.
        </p>
      )}
      <div class="columns">
        <div class="first">
          {problems.length > 0 && <Summary problems={problems} />}
          <form class="card" method="post" action="/" id="settings" novalidate>
            <input type="hidden" name="formToken" value={formToken} />
            <SettingsField {...field} name="instance" placeholder="dev12345" required>
              Its name, its host, or any address copied from the instance.
            </SettingsField>
            <SettingsField {...field} name="clientId" required>
              As the record’s Client ID field has it.
            </SettingsField>
            <SettingsField {...field} name="clientSecret" type="password">
              {form.raw.clientSecret === undefined
                ? "Behind the lock icon of the record’s Client Secret field."
                : "It is kept from before; leave this empty to use it again."}
            </SettingsField>
            <p class="check">
              <input type="checkbox" id="isPublic" name="isPublic" checked={form.isPublic} />
              <label for="isPublic">The record is a public client and has no secret</label>
            </p>
            {defaultName !== undefined && (
              <SettingsField {...field} name="profile" placeholder={defaultName}>
                Under this name the login is kept and listed.
              </SettingsField>
            )}
            <details open={problems.some(({ key }) => more.some((name) => name === key))}>
              <summary>Redirect URL, token URL and scopes</summary>
              <p class="soft">They are as NiCE’s guide has them, so most people leave them alone.</p>
              <SettingsField
                {...field}
                name="redirectUri"
                placeholder="https://dev12345.service-now.com/oauth_redirect.do"
              >
                {canListen
                  ? "Empty means the instance’s own page. If the record also lists http://localhost:8765/callback, write that: then there is nothing to copy."
                  : "Empty means the instance’s own page."}
              </SettingsField>
              <SettingsField {...field} name="instanceUrl" placeholder="https://dev12345.service-now.com">
                Only if it differs from the instance above.
              </SettingsField>
              <SettingsField {...field} name="scopes">
                With spaces between; empty asks for none.
              </SettingsField>
            </details>
            <p class="actions">
              <button type="submit" class="main">
                Continue
              </button>
              <span class="soft">Nothing is sent to the instance yet.</span>
            </p>
          </form>
        </div>
        <aside>
          <Registration {...registered} />
        </aside>
        {offersPractice && (
          <section class="card second" aria-labelledby="practice">
            <h2 id="practice">No instance at hand?</h2>
            <p class="soft">
              Do the whole thing with a practice instance on this computer: no account, nothing real.
            </p>
            <Action to="/practice" formToken={formToken}>
              Try it with a practice instance
            </Action>
          </section>
        )}
      </div>
    </Layout>
  );
};

const Summary = ({ problems }: { readonly problems: readonly FormProblem[] }) => (
  <div class="notice failed" role="alert" tabindex={-1} autofocus>
    <h2>{problems.length === 1 ? "One value needs a look" : `${problems.length} values need a look`}</h2>
    <ul>
      {problems.map(({ key, text }) => (
        <li>
          <a href={`#${key}`}>{text}</a>
        </li>
      ))}
    </ul>
  </div>
);
