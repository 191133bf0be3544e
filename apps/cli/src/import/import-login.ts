import {
  type Credential,
  type CurrentUser,
  credentialFile,
  type Effects,
  noteUser,
  type Profile,
  refreshDeath,
  type SavedLogin,
  type Settings,
  saveOrRescue,
} from "@nowtoken/core";
import { describeUnknown, knownUser } from "../login/token-owner.ts";
import { describeOtherUser, describeSaving, type Saving } from "../profiles/saving.ts";
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
      ...describeSaving(kept.saved),
      ...(user === undefined ? [] : describeOtherUser(kept.saved, user.userName)),
      ...describeAge(kept.saved.profile, effects.now()),
    ],
  };
}

/** A file tells about when the login was made; the environment does not. */
function save(
  credential: Credential,
  refreshed: boolean,
  { source, settings, effects, saving }: LoginImport,
): Promise<SavedLogin> {
  const now = effects.now();
  const { file } = source;
  const writtenAt = file === undefined || file.writtenAt > now ? now : file.writtenAt;
  return saveOrRescue(saving.store, {
    name: saving.name,
    key: saving.key,
    settings,
    credential,
    grant: "import",
    receivedAt: refreshed ? now : writtenAt,
    consentAt: writtenAt,
    ...(file && { handedTo: credentialFile }),
  });
}

function describeAge({ login }: Profile, now: Date): string[] {
  const death = login && refreshDeath(login);
  if (death === undefined || death > now) return [];
  return [
    "By the default lifespan of 100 days the refresh token would be dead already: import it again with --refresh-lifespan, e.g. 365d, as the OAuth record has it.",
  ];
}
