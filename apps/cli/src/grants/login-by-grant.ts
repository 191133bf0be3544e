import {
  type AnyAuthError,
  type Credential,
  type CurrentUser,
  commitCredential,
  credentialFile,
  describeFileWarning,
  type Effects,
  fetchCurrentUser,
  isAuthError,
  keptUser,
  type PreparedFile,
  type SavedLogin,
  type Settings,
  saveOrRescue,
  toCredential,
} from "@nowtoken/core";
import { advise } from "../failures/advise.ts";
import { describeOtherUser, describeSaving, type Saving } from "../profiles/saving.ts";
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
  const user = login.verify ? await findUser(credential, effects, signal) : undefined;
  const known = isAuthError(user) ? undefined : user;
  const saved = await keep(login, { credential, receivedAt: tokens.receivedAt, user: known });
  signal.throwIfAborted();
  return {
    credential,
    user: known,
    saved,
    warnings: [
      ...fileWarnings.map(describeFileWarning),
      ...(isAuthError(user)
        ? [`Whom the tokens belong to could not be found out. ${(await advise(user)).message}`]
        : []),
      ...(saved === undefined ? [] : describeSaving(saved)),
      ...(saved === undefined || known === undefined ? [] : describeOtherUser(saved, known.userName)),
    ],
  };
}

interface Got {
  readonly credential: Credential;
  readonly receivedAt: Date;
  readonly user: CurrentUser | undefined;
}

async function keep(
  { grant, settings, saving, file }: GrantLogin,
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
    ...(file && { handedTo: credentialFile }),
  });
}

async function findUser(
  credential: Credential,
  effects: Effects,
  signal: AbortSignal,
): Promise<CurrentUser | AnyAuthError | undefined> {
  try {
    return await fetchCurrentUser(credential, effects, { signal });
  } catch (error) {
    // The tokens are issued, and have to be kept first.
    if (signal.aborted) return undefined;
    if (isAuthError(error)) return error;
    throw error;
  }
}
