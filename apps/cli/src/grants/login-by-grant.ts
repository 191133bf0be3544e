import {
  type Credential,
  type CurrentUser,
  commitCredential,
  describeFileWarning,
  type Effects,
  keptUser,
  type PreparedFile,
  type SavedLogin,
  type Settings,
  saveOrRescue,
  toCredential,
} from "@nowtoken/core";
import { describeUnknown, findOwner, knownUser } from "../login/token-owner.ts";
import { describeSaving } from "../profiles/describe-saving.ts";
import type { Saving } from "../profiles/saving.ts";
import { type Grant, requestByGrant } from "./grant.ts";

/** A login without a browser. */
export interface GrantLogin {
  readonly grant: Grant;
  readonly settings: Settings;
  readonly effects: Effects;
  /** How the login is kept; undefined when it is not. */
  readonly saving: Saving | undefined;
  /** Where the credential is written; undefined when it is not. */
  readonly file: PreparedFile | undefined;
  /** Whom, or what, that hands the tokens to. */
  readonly handedTo: string | undefined;
  readonly stateFolder: string;
  /** Whether the instance is asked whose tokens they are. */
  readonly verify: boolean;
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface GrantedLogin {
  readonly credential: Credential;
  readonly user: CurrentUser | undefined;
  readonly saved: SavedLogin | undefined;
  readonly warnings: readonly string[];
}

/**
 * Gets tokens by a grant, and keeps and writes them.
 *
 * Throws what the token request throws, STORE_UNUSABLE and CREDENTIAL_FILE_UNWRITABLE, which name where the tokens are
 * then.
 */
export async function loginByGrant(login: GrantLogin): Promise<GrantedLogin> {
  const { grant, settings, effects, file, stateFolder, signal } = login;
  const tokens = await requestByGrant(grant, settings, { effects, signal });
  const credential = toCredential(settings, "", tokens);
  const fileWarnings = file
    ? await commitCredential(file, credential, { format: settings.format, stateFolder })
    : [];
  const owner = login.verify ? await findOwner(credential, effects, signal) : undefined;
  const user = knownUser(owner);
  const saved = await keep(login, { credential, receivedAt: tokens.receivedAt, user });
  signal.throwIfAborted();
  return {
    credential,
    user,
    saved,
    warnings: [
      ...fileWarnings.map(describeFileWarning),
      ...(await describeUnknown(owner)),
      ...describeSaving(saved, login.saving, user),
    ],
  };
}

interface Got {
  readonly credential: Credential;
  readonly receivedAt: Date;
  readonly user: CurrentUser | undefined;
}

async function keep(
  { grant, settings, saving, handedTo }: GrantLogin,
  { credential, receivedAt, user }: Got,
): Promise<SavedLogin | undefined> {
  if (saving === undefined) return undefined;
  return saveOrRescue(saving.store, {
    name: saving.name,
    key: saving.key,
    settings: { ...settings, ...(grant.type === "jwt-bearer" && { jwt: grant.jwt }) },
    credential,
    grant: grant.type,
    receivedAt,
    ...(user && { user: keptUser(user) }),
    handedTo,
  });
}
