import { resolve } from "node:path";
import type { Credential } from "../credential.ts";
import type { Settings } from "../settings/settings.ts";
import type { KeySource } from "../vault/vault-key.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { noteHandOver } from "./hand-over.ts";
import type { OpenProfile, ProfileContent } from "./held-profile.ts";
import {
  defaultRefreshLifespanSeconds,
  type Profile,
  type ProfileLogin,
  type ProfileSettings,
} from "./profile.ts";

/** A client to keep, that nobody has logged in with yet. */
export interface ClientToSave {
  /** The profile's name. */
  readonly name: string;
  readonly settings: SavedSettings;
  /** Where the key to the secrets is kept; left out, where the profile has it already, else in the keychain. */
  readonly key?: KeySource | undefined;
}

/** A login to keep. */
export interface LoginToSave extends ClientToSave {
  readonly credential: Pick<Credential, "scopes" | "accessToken" | "refreshToken" | "expiresAt">;
  readonly grant: ProfileLogin["grant"];
  /** When the tokens came. */
  readonly receivedAt: Date;
  /** When the refresh token was issued, or got its present date; left out, when the tokens came. */
  readonly consentAt?: Date | undefined;
  readonly user?: ProfileLogin["user"];
  /** Set where the instance has not seen the refresh token used with this client. */
  readonly untried?: boolean;
  /** Whom, or what, the tokens are handed to with this login, e.g. the credential file. */
  readonly handedTo?: string | undefined;
}

type SavedSettings = Pick<
  Settings,
  "instanceUrl" | "clientId" | "clientSecret" | "clientAuth" | "redirectUri" | "scopes"
> &
  Partial<Pick<Settings, "caFile" | "timeoutSeconds" | "refreshLifespanSeconds">> & {
    readonly jwt?: ProfileSettings["jwt"];
  };

/** What a profile holds after a login; `before` is what it held of the same instance and client. */
export function toContent(login: LoginToSave, before: Profile | undefined): ProfileContent {
  const { clientSecret } = login.settings;
  const { accessToken, refreshToken } = login.credential;
  return {
    settings: toProfileSettings(login.settings),
    login: toProfileLogin(login, before),
    handedOver: handOver(before?.handedOver ?? [], login),
    secrets: {
      ...(clientSecret !== undefined && { clientSecret }),
      accessToken,
      ...(refreshToken !== undefined && { refreshToken }),
    },
  };
}

/** What a profile holds of a client, besides what it held of it before. */
export function toClientContent({ settings }: ClientToSave, before: OpenProfile | undefined): ProfileContent {
  const { clientSecret } = settings;
  const { clientSecret: _, ...tokens } = before?.secrets ?? {};
  return {
    settings: toProfileSettings(settings),
    login: before?.profile.login,
    handedOver: before?.profile.handedOver ?? [],
    secrets: { ...(clientSecret !== undefined && { clientSecret }), ...tokens },
  };
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
    // From wherever the next command is started.
    ...(caFile !== undefined && { caFile: resolve(caFile) }),
    ...(refreshLifespanSeconds !== undefined && { refreshLifespan: refreshLifespanSeconds }),
    ...(jwt !== undefined && { jwt }),
  };
}

function toProfileLogin(login: LoginToSave, before: Profile | undefined): ProfileLogin {
  const { credential, settings, receivedAt, consentAt = receivedAt, user } = login;
  const { refreshToken } = credential;
  return {
    grant: login.grant,
    ...(user !== undefined && { user }),
    ...(login.untried && { untried: true }),
    scopes: [...credential.scopes],
    consentAt,
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
