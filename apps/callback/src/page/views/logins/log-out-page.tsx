import { listNames } from "@nowtoken/core";
import type { LogOutWay, ReadableLogin } from "../../page-profiles.ts";
import { Layout } from "../layout.tsx";
import { Failure } from "../parts.tsx";
import { victimName } from "./holder-name.ts";

interface LogOutPageProps {
  readonly login: ReadableLogin;
  readonly formToken: string;
  /** What was chosen; undefined before anything was. */
  readonly way: LogOutWay | undefined;
  /** Why it was not done, or not wholly. */
  readonly failure: { readonly message: string; readonly fix?: readonly string[] } | undefined;
}

/** Asks what is to become of a login, and says who stops working. */
export const LogOutPage = ({ login, formToken, way, failure }: LogOutPageProps) => {
  const { name, profile, holders } = login;
  const names = holders.length === 0 ? undefined : listNames(holders.map(victimName));
  const hasTokens = profile.login !== undefined;
  const chosen = way ?? (hasTokens && names === undefined ? "revoke-and-forget" : "forget");
  return (
    <Layout title={`Log out ${name}`} isAboutLogins>
      <h1>Log out {name}</h1>
      {failure && <Failure answer={{ ...failure, title: "It is not done" }} />}
      {names && (
        <p class="notice caution">
          <b>Revoking these tokens stops {names}</b>: one user and one OAuth record share one pair of tokens,
          and this is the pair that was handed over.
        </p>
      )}
      <form class="card" method="post" action={`/logins/${name}/log-out`} data-says="Logging out …">
        <input type="hidden" name="formToken" value={formToken} />
        <fieldset>
          <legend>What is to become of it?</legend>
          <Way way="forget" chosen={chosen} title="Forget it here">
            {hasTokens
              ? "The tokens stay alive at the instance until they die by themselves."
              : "It holds no tokens."}
          </Way>
          {hasTokens && (
            <>
              <Way way="revoke-and-forget" chosen={chosen} title="Revoke the tokens, and forget it">
                Nobody can use them any more, and that is proved by a refused call.
              </Way>
              <Way way="revoke" chosen={chosen} title="Revoke the tokens, and keep its values">
                As above; the login stays in the list, ready to be renewed.
              </Way>
            </>
          )}
        </fieldset>
        <p class="actions">
          <button type="submit" class="main">
            Log out
          </button>
          <a href="/logins">Leave it as it is</a>
        </p>
      </form>
    </Layout>
  );
};

interface WayProps {
  readonly way: LogOutWay;
  readonly chosen: LogOutWay;
  readonly title: string;
  readonly children: string;
}

const Way = ({ way, chosen, title, children }: WayProps) => (
  <p class="check">
    <input
      type="radio"
      id={way}
      name="way"
      value={way}
      checked={way === chosen}
      aria-describedby={`${way}-hint`}
    />
    <span>
      <label for={way}>{title}</label>
      <br />
      <span class="soft" id={`${way}-hint`}>
        {children}
      </span>
    </span>
  </p>
);
