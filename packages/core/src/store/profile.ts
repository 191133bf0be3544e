import * as z from "zod/mini";
import { maximumLifespan } from "../settings/duration.ts";
import { settingFields } from "../settings/fields.ts";
import type { CurrentUser } from "../verify/current-user.ts";
import { storeVersion } from "./store-file.ts";

/** What an instance's record has where nobody changed it: 100 days (t_CreateEndpointforExternalClients.md). */
export const defaultRefreshLifespanSeconds = 8_640_000;

const moment = z.pipe(
  z.iso.datetime(),
  z.transform((text) => new Date(text)),
);
const lifespan = z.number().check(z.positive(), z.maximum(maximumLifespan));

/** How the tokens of a profile were got; those without a refresh token are got in the same way again. */
const grants = z.enum(["authorization-code", "client-credentials", "jwt-bearer", "password", "import"]);

const settings = z.strictObject({
  instanceUrl: settingFields.instanceUrl,
  clientId: settingFields.clientId,
  clientAuth: settingFields.clientAuth,
  redirectUri: settingFields.redirectUri,
  scopes: settingFields.scopes,
  timeout: z.optional(settingFields.timeout),
  caFile: z.optional(settingFields.caFile),
  refreshLifespan: z.optional(settingFields.refreshLifespan),
  jwt: z.optional(
    z.strictObject({
      subject: z.string(),
      keyFile: z.string(),
      keyId: z.optional(z.string()),
      algorithm: z.optional(z.string()),
    }),
  ),
});

const login = z.strictObject({
  grant: grants,
  user: z.optional(
    z.strictObject({
      userName: z.string(),
      displayName: z.optional(z.string()),
    }),
  ),
  /** Imported as they were: nothing has shown yet that client, secret and refresh token go together. */
  untried: z.optional(z.literal(true)),
  /** The granted scopes: a refresh never asks for others. */
  scopes: z.array(z.string()),
  /** When the refresh token was issued or got its present date: at the consent, which a refresh does not repeat. */
  consentAt: moment,
  refreshLifespanSeconds: lifespan,
  refreshLifespanSource: z.enum(["settings", "record", "assumed"]),
  accessReceivedAt: moment,
  accessExpiresAt: z.nullable(moment),
  /** The first 8 hexadecimal digits of the refresh token's SHA-256; null when none was issued. */
  refreshFingerprint: z.nullable(z.string()),
  /** When the answer to a refresh got lost: the instance may have issued a token that never arrived. */
  answerLostAt: z.optional(moment),
  /** When the instance refused the refresh token for good. */
  refusedAt: z.optional(moment),
});

const handOver = z.strictObject({
  to: z.string(),
  at: moment,
  refreshFingerprint: z.nullable(z.string()),
});

/** A profile's file: everything but the secrets can be read, and edited, by a person. */
export const profileSchema = z.strictObject({
  version: z.literal(storeVersion),
  name: settingFields.profile,
  settings,
  login: z.optional(login),
  handedOver: z.array(handOver),
  sealed: z.strictObject({
    key: z.enum(["keychain", "file", "environment"]),
    keyId: z.string().check(z.regex(/^[0-9a-f]{8}$/)),
    data: z.base64(),
  }),
});

/** A profile as its file holds it: instance, client and user, the facts of their tokens, and the sealed secrets. */
export type Profile = z.output<typeof profileSchema>;
export type ProfileSettings = Profile["settings"];
export type ProfileLogin = NonNullable<Profile["login"]>;
export type SealedSecrets = Profile["sealed"];

export const secretsSchema = z.object({
  clientSecret: z.optional(z.string()),
  accessToken: z.optional(z.string()),
  refreshToken: z.optional(z.string()),
});

/** What of a profile is encrypted. */
export type ProfileSecrets = z.output<typeof secretsSchema>;

/** A profile's user as it is kept. */
export function keptUser({ userName, displayName }: CurrentUser): NonNullable<ProfileLogin["user"]> {
  return { userName, ...(displayName !== undefined && { displayName }) };
}

/** When the refresh token dies; undefined when there is none. Refreshing does not move it, a login does (KB0791140). */
export function refreshDeath(kept: ProfileLogin): Date | undefined {
  if (kept.refreshFingerprint === null) return undefined;
  return new Date(kept.consentAt.getTime() + kept.refreshLifespanSeconds * 1000);
}
