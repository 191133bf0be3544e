import type { Answer } from "../../../redirect/answer.ts";
import type { ReadableLogin, ToldCheck, VerificationWishes } from "../../page-profiles.ts";
import { Layout } from "../layout.tsx";
import { Failure } from "../parts.tsx";
import { RenewAction } from "./renew-action.tsx";

interface VerifyPageProps {
  readonly login: ReadableLogin;
  readonly formToken: string;
  readonly wishes: VerificationWishes;
  /** What was found. */
  readonly checks?: readonly ToldCheck[];
  /** Why nothing was. */
  readonly failure?: Answer;
}

/** The proof that the tokens of a login work, as the connector will use them. */
export const VerifyPage = ({ login, formToken, wishes, checks, failure }: VerifyPageProps) => {
  const { name, profile } = login;
  const host = new URL(profile.settings.instanceUrl).host;
  return (
    <Layout title={`Verify ${name}`} isAboutLogins>
      <h1>Verify {name}</h1>
      <p class="lead">
        Asks <b>{host}</b> whose the tokens are and what they may read: at most one row of each table.
      </p>
      {failure && (
        <>
          <Failure answer={{ ...failure, title: "Nothing could be verified" }} />
          <div class="actions">
            <RenewAction login={login} formToken={formToken} />
          </div>
        </>
      )}
      {checks && <Checks checks={checks} />}
      <form class="card" method="post" action={`/logins/${name}/verify`} data-says={`Asking ${host} …`}>
        <input type="hidden" name="formToken" value={formToken} />
        <div class="field">
          <label for="tables">Tables that must be readable</label>
          <p class="hint" id="tables-hint">
            With spaces between, e.g. kb_knowledge incident; empty for none.
          </p>
          <Text name="tables" value={wishes.tables.join(" ")} />
        </div>
        <div class="field">
          <label for="expectUser">User that they must belong to</label>
          <p class="hint" id="expectUser-hint">
            The user name; empty for whoever it is.
          </p>
          <Text name="expectUser" value={wishes.expectUser} placeholder={profile.login?.user?.userName} />
        </div>
        <p class="check">
          <input type="checkbox" id="asConnector" name="asConnector" checked={wishes.asConnector} />
          <label for="asConnector">
            As the connector will: redeem the refresh token first. An instance that rotates refresh tokens
            issues another one then.
          </label>
        </p>
        <p class="actions">
          <button type="submit" class="main">
            {checks === undefined ? "Verify" : "Verify again"}
          </button>
        </p>
      </form>
    </Layout>
  );
};

interface TextProps {
  readonly name: string;
  readonly value: string | undefined;
  readonly placeholder?: string | undefined;
}

const Text = ({ name, value, placeholder }: TextProps) => (
  <input
    id={name}
    name={name}
    type="text"
    value={value}
    placeholder={placeholder}
    autocomplete="off"
    autocapitalize="none"
    spellcheck={false}
    aria-describedby={`${name}-hint`}
  />
);

const words: Record<ToldCheck["status"], readonly [look: string, word: string]> = {
  ok: ["good", "ok"],
  warning: ["due", "warning"],
  failed: ["dead", "failed"],
};

const Checks = ({ checks }: { readonly checks: readonly ToldCheck[] }) => (
  <section class="card" aria-labelledby="checks" tabindex={-1} autofocus>
    <h2 id="checks">{summary(checks)}</h2>
    <ul class="checks">
      {checks.map(({ status, message, fix }) => (
        <li>
          <span class={`tag ${words[status][0]}`}>{words[status][1]}</span>
          <div>
            <p>{message}</p>
            {fix.length > 0 && (
              <ul class="soft">
                {fix.map((step) => (
                  <li>{step}</li>
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ul>
  </section>
);

function summary(checks: readonly ToldCheck[]): string {
  const failed = checks.filter(({ status }) => status === "failed").length;
  if (failed > 0) return failed === 1 ? "One check failed" : `${failed} checks failed`;
  return checks.some(({ status }) => status === "warning")
    ? "The tokens work, with a warning"
    : "The tokens work";
}
