import {
  type CompletedLogin,
  commitCredential,
  completeLogin,
  credentialFile,
  describeFileWarning,
  type Effects,
  fetchExpectedUser,
  keptUser,
  type PreparedFile,
  type Profile,
  type ProfileLogin,
  type ProfileStore,
  type SavedLogin,
  saveOrRescue,
} from "@nowtoken/core";
import type { LoginReception } from "../login/login-reception.ts";
import { type Browsing, receiveAnswer } from "../login/receive-login.ts";
import { describeRenewedPage } from "./describe-renewal.ts";

type Answered = Parameters<LoginReception<Renewal>["complete"]>[0];

/** A profile that is to be renewed, and how. */
export interface Renewing extends Omit<Browsing, "userName"> {
  readonly profile: Profile;
  readonly store: ProfileStore;
  readonly effects: Effects;
  /** Where the credential is written too; undefined when it is not. */
  readonly file: PreparedFile | undefined;
}

/** What a renewal brought. */
export interface Renewal {
  readonly profile: Profile;
  readonly before: Profile;
  /** Whether the credential file was written anew. */
  readonly written: boolean;
  readonly warnings: readonly string[];
}

/**
 * Logs in once more with the settings of a profile, and keeps the new tokens in it.
 *
 * Throws WRONG_USER when somebody else signed in, whose tokens are then kept nowhere, and what a login throws.
 */
export function renewProfile(renewing: Renewing): Promise<Renewal> {
  const userName = renewing.profile.login?.user?.userName;
  return receiveAnswer<Renewal>(
    { ...renewing, userName },
    {
      complete: (answered) => completeRenewal(answered, renewing),
      describeSuccess: async (renewal) => describeRenewedPage(renewal),
    },
  );
}

async function completeRenewal(answered: Answered, renewing: Renewing): Promise<Renewal> {
  const { profile: before, settings, effects } = renewing;
  const completed = await completeLogin({ settings, ...answered }, effects).catch(async (error) => {
    const { withAttemptFacts } = await import("../failures/attempt-facts.ts");
    const saving = { store: renewing.store, name: before.name, key: undefined, wanted: true };
    throw await withAttemptFacts(error, { settings, effects, saving, begunAt: answered.begunAt });
  });
  const expected = before.login?.user;
  const reader = { ...completed.credential, expected: expected?.userName };
  // The tokens are issued and kept in any case: not to know whose they are is worth a warning alone.
  const user = await fetchExpectedUser(reader, effects, { signal: answered.signal });
  const { profile } = await keep(completed, renewing, user === undefined ? expected : keptUser(user));
  const fileWarnings = await write(completed, renewing);
  const warnings = [...fileWarnings, ...(user === undefined ? [unknownUser] : [])];
  return { profile, before, written: renewing.file !== undefined, warnings };
}

const unknownUser =
  "Whom the new tokens belong to could not be found out: `nowtoken status --check` asks once more.";

function keep(
  { credential, receivedAt }: CompletedLogin,
  { profile: { name }, settings, store, file }: Renewing,
  user: ProfileLogin["user"],
): Promise<SavedLogin> {
  return saveOrRescue(store, {
    name,
    settings,
    credential,
    grant: "authorization-code",
    receivedAt,
    user,
    ...(file && { handedTo: credentialFile }),
  });
}

async function write({ credential }: CompletedLogin, { file, settings, store }: Renewing): Promise<string[]> {
  if (file === undefined) return [];
  const options = { format: settings.format, stateFolder: store.stateFolder };
  return (await commitCredential(file, credential, options)).map(describeFileWarning);
}
