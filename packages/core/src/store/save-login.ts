import type { Credential } from "../credential.ts";
import type { Settings } from "../settings/settings.ts";
import type { KeySource } from "../vault/vault-key.ts";
import type { CurrentUser } from "../verify/current-user.ts";
import { changeProfile } from "./change-profile.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { noteHandOver } from "./hand-over.ts";
import type { OpenProfile } from "./held-profile.ts";
import {
  defaultRefreshLifespanSeconds,
  keptUser,
  type Profile,
  type ProfileLogin,
  type ProfileSettings,
} from "./profile.ts";
import type { ProfileStore } from "./profile-store.ts";
import { isProfileSpoilt } from "./store-error.ts";

/** A login to keep. */
export interface LoginToSave {
  /** The profile's name. */
  readonly name: string;
  readonly settings: SavedSettings;
  readonly credential: Pick<Credential, "scopes" | "accessToken" | "refreshToken" | "expiresAt">;
  readonly grant: ProfileLogin["grant"];
  /** When the tokens came. */
  readonly receivedAt: Date;
  readonly user?: ProfileLogin["user"];
  /** Whom, or what, the tokens are handed to with this login, e.g. the credential file. */
  readonly handedTo?: string | undefined;
  /** Where the key to the secrets is kept; left out, where the profile has it already, else in the keychain. */
  readonly key?: KeySource | undefined;
}

type SavedSettings = Pick<
  Settings,
  "instanceUrl" | "clientId" | "clientSecret" | "clientAuth" | "redirectUri" | "scopes"
> &
  Partial<Pick<Settings, "caFile" | "timeoutSeconds" | "refreshLifespanSeconds">> & {
    readonly jwt?: ProfileSettings["jwt"];
  };

export interface SavedLogin {
  readonly profile: Profile;
  /** What the profile held before of the same instance and client. */
  readonly before: Profile | undefined;
  /** The profile that an earlier login of another instance or client was moved to. */
  readonly movedTo?: string;
  /** The file that the earlier profile was moved to, because it could not be opened. */
  readonly putAside?: string;
}

/**
 * Keeps a login in its profile. An earlier one of the same instance and client is replaced, its hand-overs stay; one of
 * another moves to a profile of its own, so that no login is lost. Throws STORE_UNUSABLE, STORE_BUSY.
 */
export async function saveLogin(store: ProfileStore, login: LoginToSave): Promise<SavedLogin> {
  const source = await keySource(store, login);
  return store.hold(login.name, async (held) => {
    const { opened: earlier, spoilt } = await unlessSpoilt(held.open);
    const putAside = spoilt ? held.putAside() : undefined;
    const same = earlier !== undefined && isSameClient(earlier.profile.settings, login.settings);
    const movedTo = earlier !== undefined && !same ? await moveAway(store, earlier, login.name) : undefined;
    const before = same ? earlier.profile : undefined;
    const writer = await held.prepare(source);
    const profile = await writer.write({
      settings: toProfileSettings(login.settings),
      login: toProfileLogin(login, before),
      handedOver: handOver(before?.handedOver ?? [], login),
      secrets: {
        ...(login.settings.clientSecret !== undefined && { clientSecret: login.settings.clientSecret }),
        accessToken: login.credential.accessToken,
        ...(login.credential.refreshToken !== undefined && { refreshToken: login.credential.refreshToken }),
      },
    });
    return {
      profile,
      before,
      ...(movedTo !== undefined && { movedTo }),
      ...(putAside !== undefined && { putAside }),
    };
  });
}

/** Makes sure that a login can be kept, before anybody signs in. Throws STORE_UNUSABLE, STORE_BUSY. */
export async function checkSaving(store: ProfileStore, name: string, key?: KeySource): Promise<void> {
  const source = await keySource(store, { name, key });
  // Where there is no key, nothing is made either.
  await store.checkKey(source);
  await store.hold(name, async (held) => (await held.prepare(source)).discard());
}

/** The source that was named, else the one that the profile has, else the keychain. */
async function keySource(
  store: ProfileStore,
  { name, key }: Pick<LoginToSave, "name" | "key">,
): Promise<KeySource> {
  if (key !== undefined) return key;
  const { opened } = await unlessSpoilt(async () => store.read(name));
  return opened?.sealed.key ?? "keychain";
}

/** What can be opened, unless it never can be again. Any other fault is thrown. */
async function unlessSpoilt<Value>(
  open: () => Promise<Value>,
): Promise<{ readonly opened?: Value; readonly spoilt: boolean }> {
  try {
    return { opened: await open(), spoilt: false };
  } catch (error) {
    if (!isProfileSpoilt(error)) throw error;
    return { spoilt: true };
  }
}

const isSameClient = (one: Owner, other: Owner): boolean =>
  one.instanceUrl === other.instanceUrl && one.clientId === other.clientId;

type Owner = Pick<Settings, "instanceUrl" | "clientId">;

/** Moves a login to a free profile that is named after its instance. */
async function moveAway(
  store: ProfileStore,
  { profile, secrets }: OpenProfile,
  heldName: string,
): Promise<string> {
  const [label = "earlier"] = new URL(profile.settings.instanceUrl).hostname.split(".");
  const base = /^[a-z0-9][\w-]*$/iu.test(label) ? label : "earlier";
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (name.toLowerCase() === heldName.toLowerCase()) continue;
    const moved = await store.hold(name, async (held) => {
      if (held.exists()) return false;
      const writer = await held.prepare(profile.sealed.key);
      await writer.write({ ...profile, secrets });
      return true;
    });
    if (moved) return name;
  }
}

function toProfileSettings(settings: SavedSettings): ProfileSettings {
  const { instanceUrl, clientId, clientAuth, redirectUri, scopes } = settings;
  const { caFile, timeoutSeconds, refreshLifespanSeconds, jwt } = settings;
  return {
    instanceUrl,
    clientId,
    clientAuth,
    redirectUri,
    scopes: [...scopes],
    ...(timeoutSeconds !== undefined && timeoutSeconds !== 30 && { timeout: timeoutSeconds }),
    ...(caFile !== undefined && { caFile }),
    ...(refreshLifespanSeconds !== undefined && { refreshLifespan: refreshLifespanSeconds }),
    ...(jwt !== undefined && { jwt }),
  };
}

function toProfileLogin(login: LoginToSave, before: Profile | undefined): ProfileLogin {
  const { credential, settings, receivedAt, user } = login;
  const { refreshToken } = credential;
  return {
    grant: login.grant,
    ...(user !== undefined && { user }),
    scopes: [...credential.scopes],
    consentAt: receivedAt,
    ...lifespan(settings, before?.login),
    accessReceivedAt: receivedAt,
    accessExpiresAt: credential.expiresAt ?? null,
    refreshFingerprint: refreshToken === undefined ? null : fingerprintOf(refreshToken),
  };
}

function handOver(
  earlier: Profile["handedOver"],
  { handedTo, receivedAt, credential }: LoginToSave,
): Profile["handedOver"] {
  return handedTo === undefined
    ? earlier
    : noteHandOver(earlier, { to: handedTo, at: receivedAt, refreshToken: credential.refreshToken });
}

/** From the settings, else as it was known before, else the instance's default. */
function lifespan(
  { refreshLifespanSeconds }: Pick<SavedSettings, "refreshLifespanSeconds">,
  before: ProfileLogin | undefined,
): Pick<ProfileLogin, "refreshLifespanSeconds" | "refreshLifespanSource"> {
  if (refreshLifespanSeconds !== undefined)
    return { refreshLifespanSeconds, refreshLifespanSource: "settings" };
  if (before?.refreshLifespanSource === "record") {
    return { refreshLifespanSeconds: before.refreshLifespanSeconds, refreshLifespanSource: "record" };
  }
  return { refreshLifespanSeconds: defaultRefreshLifespanSeconds, refreshLifespanSource: "assumed" };
}

/** Writes down whom the tokens of a profile belong to. Throws STORE_UNUSABLE, STORE_BUSY. */
export function noteUser(store: ProfileStore, name: string, user: CurrentUser): Promise<void> {
  return changeProfile(store, name, ({ login }) => ({
    ...(login !== undefined && { login: { ...login, user: keptUser(user) } }),
  }));
}
