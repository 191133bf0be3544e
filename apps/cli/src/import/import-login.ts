import {
  type Credential,
  type CurrentUser,
  credentialFile,
  type Effects,
  fingerprintOf,
  noteUser,
  type Profile,
  refreshDeath,
  type SavedLogin,
  type Settings,
  saveOrRescue,
} from "@nowtoken/core";
import { describeUnknown, knownUser } from "../login/token-owner.ts";
import { describeSaving } from "../profiles/describe-saving.ts";
import type { Saving } from "../profiles/saving.ts";
import type { ImportSource } from "./import-source.ts";
import { importTokens } from "./import-tokens.ts";

export interface LoginImport {
  readonly source: ImportSource;
  readonly settings: Settings;
  readonly effects: Effects;
  readonly saving: Saving;
  /** Whether the instance is asked whose tokens they are. */
  readonly verify: boolean;
  readonly signal: AbortSignal;
}

export interface ImportedProfile {
  readonly profile: Profile;
  readonly user: CurrentUser | undefined;
  /** Whether the access token is a new one. */
  readonly refreshed: boolean;
  readonly warnings: readonly string[];
}

/** Makes a profile of tokens that were made elsewhere. Throws what {@link importTokens} and saving throw. */
export async function importLogin(login: LoginImport): Promise<ImportedProfile> {
  const { source, settings, effects, saving, verify, signal } = login;
  let kept: { readonly saved: SavedLogin; readonly refreshed: boolean } | undefined;
  const keep = async (credential: Credential, { refreshed }: { readonly refreshed: boolean }) => {
    kept = { saved: await save(credential, refreshed, login), refreshed };
  };
  const { name: profile } = saving;
  const tokens = { login: source.login, settings, effects, profile, verify, keep, signal };
  const owner = await importTokens(tokens);
  if (kept === undefined) throw new Error("expected tokens that were kept");
  const user = knownUser(owner);
  if (user !== undefined) await noteUser(saving.store, profile, user);
  return {
    profile: kept.saved.profile,
    user,
    refreshed: kept.refreshed,
    warnings: [
      ...(await describeUnknown(owner)),
      ...describeSaving(kept.saved, saving, user),
      ...describeRotation(kept.saved, source),
      ...describeAge(kept.saved.profile, effects.now()),
      ...describeMissingSecret(kept.saved.profile, settings),
    ],
  };
}

/** Who has the tokens besides the profile: the file that they were read from, or another program. */
const holderOf = ({ login, file }: ImportSource): string =>
  file === undefined ? login.from : credentialFile;

/** Whether a refresh, if there was one, has left the refresh token as it was. */
const hasSameToken = ({ refreshToken }: Credential, { login }: ImportSource): boolean =>
  refreshToken === login.refreshToken;

/** A file tells about when the login was made; the environment does not. */
function save(
  credential: Credential,
  refreshed: boolean,
  { source, settings, effects, saving }: LoginImport,
): Promise<SavedLogin> {
  const now = effects.now();
  const { file } = source;
  const writtenAt = file === undefined || file.writtenAt > now ? now : file.writtenAt;
  const isSame = hasSameToken(credential, source);
  return saveOrRescue(saving.store, {
    name: saving.name,
    key: saving.key,
    settings,
    credential,
    grant: "import",
    receivedAt: refreshed ? now : writtenAt,
    untried: !refreshed && credential.refreshToken !== undefined,
    consentAt: writtenAt,
    ...(isSame && { handedTo: holderOf(source) }),
  });
}

/** A refresh may have left the source with a refresh token that is none any more. */
function describeRotation({ profile: { login } }: SavedLogin, source: ImportSource): string[] {
  const { refreshToken } = source.login;
  if (refreshToken === undefined || login?.refreshFingerprint === fingerprintOf(refreshToken)) return [];
  return [`The refresh token is another one now: the earlier one is still with ${holderOf(source)}.`];
}

/** No credential file holds one, and nothing has used it yet. */
function describeMissingSecret({ login }: Profile, { clientSecret }: Settings): string[] {
  if (clientSecret !== undefined || !login?.untried) return [];
  return [
    `No client secret was given: unless the OAuth record is a public client, the next refresh is refused. Import it again with --client-secret-file FILE then.`,
  ];
}

function describeAge({ login }: Profile, now: Date): string[] {
  const death = login && refreshDeath(login);
  if (death === undefined || death > now) return [];
  return [
    "By the default lifespan of 100 days the refresh token would be dead already: import it again with --refresh-lifespan, e.g. 365d, as the OAuth record has it.",
  ];
}
