import { CopyButton } from "./parts.tsx";

interface RegistrationProps {
  /** Undefined as long as nobody knows the instance. */
  readonly redirectUri: string | undefined;
  readonly scopes: readonly string[];
}

/** What the OAuth record must hold for a login to come back. */
export const Registration = ({ redirectUri, scopes }: RegistrationProps) => (
  <section class="card registration" aria-labelledby="registration">
    <h2 id="registration">In the OAuth record</h2>
    <p class="soft">
      System OAuth › Application Registry › your record. These must stand there, letter for letter.
    </p>
    <h3>Redirect URL</h3>
    <p class="copied">
      <code id="redirect-url">{redirectUri ?? "…/oauth_redirect.do"}</code>
      <CopyButton of="redirect-url" what="redirect URL" />
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
  </section>
);
