import type { RegisteredValues } from "../settings-form.ts";
import { CopyButton } from "./parts.tsx";

/** What the OAuth record must hold for a login to come back. */
export const Registration = ({ redirectUri, scopes }: RegisteredValues) => (
  <section class="card registration" aria-labelledby="registration">
    <h2 id="registration">In the OAuth record</h2>
    <p class="soft">
      System OAuth › Application Registry › your record. These must stand there, letter for letter.
    </p>
    <h3>Redirect URL</h3>
    <p class="copied">
      <code id="redirect-url">{redirectUri ?? "https://your-instance/oauth_redirect.do"}</code>
      <CopyButton of="redirect-url" what="redirect URL" disabled={redirectUri === undefined} />
    </p>
    <h3>OAuth scopes</h3>
    <ul>
      {scopes.map((scope, index) => (
        <li class="copied">
          <code id={`scope-${index}`}>{scope}</code>
          <CopyButton of={`scope-${index}`} what={`scope ${scope}`} />
        </li>
      ))}
    </ul>
    {scopes.length === 0 && <p>None are asked for.</p>}
    {/* What is typed so far goes along. */}
    <button type="submit" form="settings" formaction="/guide/open" formnovalidate>
      How to make this record
    </button>
  </section>
);
