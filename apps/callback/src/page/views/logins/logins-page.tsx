import type { Answer } from "../../../redirect/answer.ts";
import type { LoginRow, LoginSelection } from "../../login-list.ts";
import { Layout } from "../layout.tsx";
import { Action } from "../parts.tsx";
import { LoginCard } from "./login-card.tsx";

interface LoginsPageProps {
  readonly selection: LoginSelection;
  /** What was looked for. */
  readonly find: string;
  readonly now: Date;
  /** What became of what was done last. */
  readonly notice: readonly string[];
  readonly formToken: string;
  readonly describe: (error: unknown) => Answer;
}

/** The logins that are kept: how each stands, and what can be done with it. */
export const LoginsPage = ({ selection, find, now, notice, formToken, describe }: LoginsPageProps) => {
  const { rows, total, pages } = selection;
  return (
    <Layout title="Your logins" isAboutLogins>
      <div class="title">
        <h1>Your logins</h1>
        {total > 0 && (
          <Action to="/logins/new" formToken={formToken}>
            New login
          </Action>
        )}
      </div>
      {notice.length > 0 && (
        <div class="notice" role="status">
          {notice.map((sentence) => (
            <p>{sentence}</p>
          ))}
        </div>
      )}
      <Summary {...selection} />
      {total === 0 && <Nothing formToken={formToken} />}
      {(pages > 1 || find !== "") && <Finder find={find} />}
      {rows.length > 0 && (
        <ul class="logins">
          {rows.map((row) => (
            <LoginCard {...{ row, now, formToken, describe }} />
          ))}
        </ul>
      )}
      {pages > 1 && <Pages {...selection} find={find} />}
      {rows.some(isAssumed) && (
        <p class="soft note">
          Assumed: the OAuth record has the default Refresh Token Lifespan of 100 days, because the instance
          does not say. Refreshing does not move that day; a new login does.
        </p>
      )}
      {total > 0 && (
        <div class="actions note">
          <Action to="/end" formToken={formToken}>
            End this page
          </Action>
        </div>
      )}
    </Layout>
  );
};

const isAssumed = ({ login: { profile }, status }: LoginRow): boolean =>
  status?.refreshDiesAt !== undefined && profile?.login?.refreshLifespanSource === "assumed";

const Summary = ({ total, needy }: LoginSelection) => {
  if (total === 0) return <p class="lead">None is kept yet.</p>;
  const care =
    needy === 0
      ? "None needs anything within 14 days."
      : `${needy === total ? (total === 1 ? "It needs" : "All need") : needy === 1 ? "1 needs" : `${needy} need`} a look now, or within 14 days.`;
  return (
    <p class="lead">
      {total === 1 ? "One is kept." : `${total} are kept.`} {care}
    </p>
  );
};

const Nothing = ({ formToken }: { readonly formToken: string }) => (
  <div class="card">
    <p>
      Log in once, and this page knows the day on which the tokens die, renews them with one click, proves
      that they work, and fills in your connector’s form.
    </p>
    <Action to="/logins/new" formToken={formToken} look="main">
      Log in for the first time
    </Action>
  </div>
);

const Finder = ({ find }: { readonly find: string }) => (
  <form method="get" action="/logins" class="finder">
    <label for="find">Find a name, an instance or a user</label>
    <input id="find" name="find" type="search" value={find} autocomplete="off" spellcheck={false} />
    <button type="submit">Find</button>
  </form>
);

const Pages = ({ page, pages, found, find }: LoginSelection & { readonly find: string }) => {
  const address = (number: number) => `/logins?${new URLSearchParams({ find, page: `${number}` })}`;
  return (
    <nav aria-label="More logins" class="actions">
      {page > 1 && (
        <a href={address(page - 1)} rel="prev">
          Earlier ones
        </a>
      )}
      <span class="soft">
        Page {page} of {pages}, {found} logins
      </span>
      {page < pages && (
        <a href={address(page + 1)} rel="next">
          Further ones
        </a>
      )}
    </nav>
  );
};
