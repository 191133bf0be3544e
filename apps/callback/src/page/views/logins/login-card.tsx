import { listNames, type Profile, type ProfileLogin, type ProfileStatus } from "@nowtoken/core";
import type { Answer } from "../../../redirect/answer.ts";
import { type LoginRow, needsCare } from "../../login-list.ts";
import { day, span } from "../dates.tsx";
import { holderName } from "./holder-name.ts";
import { RenewAction } from "./renew-action.tsx";
import { StateTag } from "./state-tag.tsx";

interface LoginCardProps {
  readonly row: LoginRow;
  readonly now: Date;
  readonly formToken: string;
  readonly describe: (error: unknown) => Answer;
}

/** One login: whose it is, when it dies, who has it, and what can be done. */
export const LoginCard = (props: LoginCardProps) => {
  const { row, formToken } = props;
  const { login, status } = row;
  const { name, chosen, profile } = login;
  return (
    <li class="card login">
      <div class="whose">
        <h2>
          {name}
          {chosen && <span class="tag chosen">chosen</span>}
          <StateTag state={status?.state ?? "unreadable"} />
        </h2>
        {profile && (
          <p class="soft">
            {new URL(profile.settings.instanceUrl).host} · {ownerOf(profile)}
          </p>
        )}
      </div>
      {profile === undefined || status === undefined ? (
        <Unreadable {...props} />
      ) : (
        <>
          <div class="actions">
            <RenewAction login={login} formToken={formToken} look={needsCare(row) ? "main" : "quiet"} />
            <Way name={name} to="verify">
              Verify
            </Way>
            <Way name={name} to="hand-over">
              Hand over
            </Way>
            <Way name={name} to="log-out">
              Log out
            </Way>
          </div>
          <Facts {...props} profile={profile} status={status} holders={login.holders} />
        </>
      )}
    </li>
  );
};

const Unreadable = ({ row: { login }, describe }: LoginCardProps) => {
  const { message, fix = [] } = describe("error" in login ? login.error : undefined);
  return (
    <p>
      {message} {fix[0]}
    </p>
  );
};

function ownerOf({ login }: Profile): string {
  if (login?.user === undefined) return "user unknown";
  const { userName, displayName } = login.user;
  return displayName === undefined ? userName : `${displayName} (${userName})`;
}

const Way = ({ name, to, children }: { name: string; to: string; children: string }) => (
  <a class="button" href={`/logins/${name}/${to}`}>
    {children}
    <span class="unseen"> {name}</span>
  </a>
);

interface FactsProps {
  readonly profile: Profile;
  readonly status: ProfileStatus;
  readonly holders: readonly string[];
  readonly now: Date;
}

const Facts = ({ profile: { login }, status, holders, now }: FactsProps) => (
  <dl class="facts">
    <div>
      <dt>Refresh token</dt>
      <dd>{login === undefined ? "none" : <RefreshToken login={login} status={status} now={now} />}</dd>
    </div>
    <div>
      <dt>Access token</dt>
      <dd>{login === undefined ? "none" : accessText(status)}</dd>
    </div>
    <div>
      <dt>Handed over to</dt>
      <dd>{holders.length === 0 ? "nobody yet" : listNames(holders.map(holderName))}</dd>
    </div>
  </dl>
);

function accessText({ accessSecondsLeft: left, state }: ProfileStatus): string {
  if (left === undefined) return "nobody knows when it dies";
  if (left > 0) return `${span(new Date(0), new Date(left * 1000))} left`;
  return state === "ok" || state === "due" ? "has died; renewed when needed" : "has died";
}

const RefreshToken = ({ login, status, now }: { login: ProfileLogin; status: ProfileStatus; now: Date }) => {
  const { refreshDiesAt: death } = status;
  if (death === undefined) return <>none was issued</>;
  if (login.refusedAt !== undefined)
    return <>refused by the instance on {day(login.refusedAt)}: only a login helps</>;
  const assumed = login.refreshLifespanSource === "assumed" && <span class="soft"> (assumed)</span>;
  if (death <= now) {
    return (
      <>
        died on {day(death)}
        {assumed}: only a login helps
      </>
    );
  }
  return (
    <>
      dies on <b>{day(death)}</b>, <span class="whole">in {span(now, death)}</span>
      {assumed}
      {login.answerLostAt !== undefined && (
        <span class="soft">; the answer to the last refresh was lost, so the next may be refused</span>
      )}
    </>
  );
};
