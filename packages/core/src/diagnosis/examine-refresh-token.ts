import { describeSpan } from "../advice/span.ts";
import { loginEntries } from "../explanations/local/login-entries.ts";
import type { ProfileLogin } from "../store/profile.ts";
import { profileStatus } from "../store/profile-status.ts";
import { loginRequired } from "../token-source/login-required.ts";
import type { Chart } from "./chart.ts";
import { type ExaminationResult, failedBy, ok, skipped, warning } from "./examination.ts";

/** How long ahead the death of a refresh token is worth a warning, in milliseconds: as `nowtoken status` has it. */
const window = 14 * 24 * 60 * 60 * 1000;

/** The day on which the refresh token of a profile dies: only a new login moves it (KB0791140). */
export function examineRefreshToken({ profile: { name, own } }: Chart, now: Date): ExaminationResult {
  if (own?.login === undefined) return skipped("The profile holds no tokens: `nowtoken login` gets them.");
  const { login } = own;
  const { state, refreshDiesAt } = profileStatus(own, now, window);
  const facts = {
    state,
    diesAt: refreshDiesAt?.toISOString() ?? null,
    lifespanSource: login.refreshLifespanSource,
    fingerprint: login.refreshFingerprint,
  };
  if (state === "refused") return failedBy(loginRequired(name, "refused"), { facts });
  if (refreshDiesAt === undefined) return { ...withoutOne(login), facts };
  const date = refreshDiesAt.toISOString().slice(0, 10);
  const lost = login.answerLostAt === undefined ? [] : [lostNote];
  const notes = [...lost, ...(login.refreshLifespanSource === "assumed" ? [assumedNote] : [])];
  const left = describeSpan(Math.abs(refreshDiesAt.getTime() - now.getTime()) / 1000);
  const more = { notes, facts, fix: [renew(name)] };
  if (state === "expired") {
    // Nobody said how long it lives: the record may give it more.
    if (login.refreshLifespanSource === "assumed")
      return warning(`It may have died on ${date}, ${left} ago.`, more);
    return failedBy(loginRequired(name, "expired"), { facts });
  }
  if (state === "due") return warning(`It dies on ${date}, in ${left}.`, more);
  const said = `It dies on ${date}, in ${left}; refreshing does not move that day.`;
  return lost.length > 0 ? warning(said, more) : ok(said, { notes, facts });
}

const assumedNote = "That is so if the OAuth record has the default lifespan of 100 days.";
const lostNote =
  "The answer to the last refresh was lost: if the instance issued another refresh token, the next refresh is refused.";

const renew = (name: string): string =>
  `Log in again before that day: \`nowtoken renew${name === "default" ? "" : ` --profile ${name}`}\`.`;

function withoutOne({ grant }: ProfileLogin): ExaminationResult {
  if (grant === "client-credentials" || grant === "jwt-bearer")
    return ok("None is needed: this client gets its tokens without a person.");
  return warning("The instance issued none: when the access token dies, somebody has to log in.", {
    fix: loginEntries["no-refresh-token"].causes[0].fix.slice(1),
  });
}
