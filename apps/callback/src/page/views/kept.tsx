import { listNames } from "@nowtoken/core";
import type { HeldTokens } from "../held-tokens.ts";
import type { EarlierLogin, KeptLogin } from "../page-profiles.ts";

/** Whether the login is kept, as what, and what that means for whoever has the tokens of an earlier one. */
export const Kept = ({ kept, owner }: Pick<HeldTokens, "kept" | "owner">) => {
  if (kept === undefined) return null;
  if (typeof kept === "string") return <p class="notice">{kept}</p>;
  const userName = typeof owner === "object" && "user" in owner ? owner.user.userName : undefined;
  const movedTo = typeof owner === "object" && "user" in owner ? owner.movedTo : undefined;
  const { name, notes, earlier } = kept;
  return (
    <div class="notice" role="status">
      <p>
        Kept as the login <b>{name}</b>. <a href={`/logins/${name}/hand-over`}>Hand it over</a> to a product’s
        form or file, now or later.
      </p>
      {earlier && movedTo === undefined && <Renewal {...earlier} />}
      {earlier && isAnother(earlier, userName) && (
        <p>
          <b>Somebody else clicked Allow</b>: {earlier.userName} before, {userName} now.
          {movedTo !== undefined && ` The tokens of ${earlier.userName} are the login ${movedTo}.`}
        </p>
      )}
      {notes.map((note) => (
        <p>{note}</p>
      ))}
    </div>
  );
};

const isAnother = ({ userName: before }: EarlierLogin, now: string | undefined): boolean =>
  before !== undefined && now !== undefined && before !== now;

const Renewal = ({ hasSameToken, holders }: NonNullable<KeptLogin["earlier"]>) =>
  hasSameToken ? (
    <p>
      <b>The same refresh token, with a new date</b>: your connector’s form stays valid.
    </p>
  ) : (
    <p>
      <b>A new refresh token</b>: update your connector’s form
      {holders.length > 0 &&
        `; ${listNames(holders)} still ${holders.length === 1 ? "has" : "have"} the earlier one`}
      .
    </p>
  );
