import { type RawSettings, settingNames } from "@nowtoken/core";
import type { FormKey, FormProblem, SettingsForm } from "../settings-form.ts";
import { Layout } from "./layout.tsx";
import { Action } from "./parts.tsx";
import { Registration } from "./registration.tsx";

interface InstancePageProps {
  readonly form: SettingsForm;
  readonly formToken: string;
  /** What was wrong with the form as it was sent. */
  readonly problems?: readonly FormProblem[];
  readonly registration: { readonly redirectUri: string | undefined; readonly scopes: readonly string[] };
  readonly offersPractice: boolean;
  readonly canListen: boolean;
  /** Where the tokens of an earlier login are from: a new one takes their place. */
  readonly holdsTokensOf: string | undefined;
}

/** The first step: the values of the OAuth record. */
export const InstancePage = (props: InstancePageProps) => {
  const { form, formToken, problems = [], registration, offersPractice, canListen, holdsTokensOf } = props;
  const field = { form, problems };
  const more: readonly FormKey[] = ["redirectUri", "instanceUrl", "scopes"];
  return (
    <Layout title={problems.length > 0 ? "Check the values" : "Your instance"} stage="/">
      <h1>Your instance</h1>
      <p class="lead">
        Four values for a connector’s form, from three that your OAuth record has. Nothing to install, nothing
        to run.
      </p>
      {holdsTokensOf && (
        <p class="notice">
          This page holds the tokens of {holdsTokensOf}: <a href="/tokens">go back to them</a>. Another login
          takes their place.
        </p>
      )}
      <div class="columns">
        <div>
          {problems.length > 0 && <Summary problems={problems} />}
          <form class="card" method="post" action="/" id="settings" novalidate>
            <input type="hidden" name="formToken" value={formToken} />
            <Field {...field} name="instance" placeholder="dev12345" required>
              Its name, its host, or any address copied from the instance.
            </Field>
            <Field {...field} name="clientId" required>
              Client ID of the OAuth record.
            </Field>
            <Field {...field} name="clientSecret" type="password">
              {form.raw.clientSecret === undefined
                ? "Client Secret of the OAuth record: the lock icon shows it."
                : "It is kept from before; leave this empty to use it again."}
            </Field>
            <p class="check">
              <input type="checkbox" id="isPublic" name="isPublic" checked={form.isPublic} />
              <label for="isPublic">The record is a public client and has no secret</label>
            </p>
            <details open={problems.some(({ key }) => more.some((name) => name === key))}>
              <summary>Redirect URL, token URL and scopes</summary>
              <p class="soft">They are as NiCE’s guide has them, so most people leave them alone.</p>
              <Field {...field} name="redirectUri" placeholder="https://dev12345.service-now.com/oauth_redirect.do">
                {canListen
                  ? "Empty means the instance’s own page. If the record also lists http://localhost:8765/callback, write that: then there is nothing to copy."
                  : "Empty means the instance’s own page."}
              </Field>
              <Field {...field} name="instanceUrl" placeholder="https://dev12345.service-now.com">
                Only if it differs from the instance above.
              </Field>
              <Field {...field} name="scopes">
                With spaces between; empty asks for none.
              </Field>
            </details>
            <button class="main">Continue</button>
          </form>
        </div>
        <aside>
          <Registration {...registration} />
          {offersPractice && (
            <section class="card" aria-labelledby="practice">
              <h2 id="practice">No instance at hand?</h2>
              <p class="soft">
                Do the whole thing with a practice instance on this computer: no account, nothing real.
              </p>
              <Action to="/practice" formToken={formToken}>
                Try it with a practice instance
              </Action>
            </section>
          )}
        </aside>
      </div>
    </Layout>
  );
};

const Summary = ({ problems }: { readonly problems: readonly FormProblem[] }) => (
  // biome-ignore lint/a11y/noAutofocus: whoever sent the form hears first what is wrong with it
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

interface FieldProps {
  readonly name: FormKey;
  readonly form: SettingsForm;
  readonly problems: readonly FormProblem[];
  readonly type?: "text" | "password";
  readonly placeholder?: string;
  readonly required?: boolean;
  /** The hint. */
  readonly children: string;
}

const Field = ({ name, form, problems, type = "text", placeholder, required, children }: FieldProps) => {
  const names = settingNames.find(({ key }) => key === name);
  const problem = problems.find(({ key }) => key === name)?.text;
  return (
    <div class="field">
      <label for={name}>
        {labels[name]} {names?.guideName && <code>{names.guideName}</code>}
      </label>
      <p class="hint" id={`${name}-hint`}>
        {children}
      </p>
      <input
        id={name}
        name={name}
        type={type}
        value={type === "password" ? undefined : asText(form.raw[name])}
        placeholder={placeholder}
        required={required}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-describedby={`${name}-hint ${name}-problem`}
        aria-invalid={problem === undefined ? undefined : "true"}
      />
      <p class="problem" id={`${name}-problem`} aria-live="polite">
        {problem}
      </p>
    </div>
  );
};

const labels: Record<FormKey, string> = {
  instance: "Instance",
  clientId: "Client ID",
  clientSecret: "Client secret",
  redirectUri: "Redirect URL",
  instanceUrl: "Token URL",
  scopes: "Scopes",
};

function asText(value: RawSettings[FormKey]): string {
  if (value === undefined) return "";
  return typeof value === "object" ? value.join(" ") : String(value);
}
