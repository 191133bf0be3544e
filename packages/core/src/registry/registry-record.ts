import { isLoopbackHost } from "../settings/address.ts";
import { invalidSetting } from "../settings/config-invalid.ts";
import type { Settings } from "../settings/settings.ts";
import type { ConnectorRegistration } from "./connector-registration.ts";
import { queryValue } from "./query-value.ts";
import { parseRecordName } from "./record-name.ts";

/** What the OAuth record on the instance must say (the table `oauth_entity`, Application Registry). */
export interface RegistryRecord {
  /** The instance's origin. */
  readonly instanceUrl: string;
  /** The product that gets the tokens; undefined when none was named. */
  readonly product: string | undefined;
  readonly name: string;
  /** Byte for byte, in the record's order: the first is where the instance falls back to. */
  readonly redirectUris: readonly string[];
  /** Whether the product does the login itself, and our redirect URLs are not among them. */
  readonly productLogsIn: boolean;
  /** Where the product would come back to, did it do the login itself; what stands in braces is to be filled in. */
  readonly otherRedirectUri: string | undefined;
  /** In seconds. */
  readonly refreshTokenLifespan: number;
  /** In seconds. */
  readonly accessTokenLifespan: number;
  readonly scopes: readonly string[];
  /** A public client has no secret, and proves itself by PKCE alone. */
  readonly isPublic: boolean;
}

/** What a record is planned from. */
export interface RecordWishes {
  readonly settings: Pick<Settings, "instanceUrl" | "redirectUri" | "scopes">;
  readonly connector?: ConnectorRegistration | undefined;
  /** Throws CONFIG_INVALID when it cannot be one. */
  readonly name?: string | undefined;
  readonly isPublic?: boolean;
  /** False for a record that lists no address of the person's own computer. */
  readonly withLoopback?: boolean;
}

/** The address that `--mode loopback` listens on. */
const defaultLoopbackUri = "http://localhost:8765/callback";
/** A year, and two hours: what NiCE's guide sets. */
const guideLifespans = { refreshToken: 31_536_000, accessToken: 7_200 } as const;
const defaultName = "CXone Knowledge OAuth";

/** The record that fits the settings: NiCE's guide, and our redirect URLs or the product's own. Throws CONFIG_INVALID. */
export function planRegistryRecord(wishes: RecordWishes): RegistryRecord {
  const { settings, connector, name, isPublic = false } = wishes;
  if (settings.redirectUri.includes(",")) {
    throw invalidSetting(
      "redirectUri",
      "must not contain a comma, which separates two addresses in the OAuth record; %2C stands for one",
    );
  }
  return {
    instanceUrl: settings.instanceUrl,
    product: connector?.product,
    name: parseRecordName(name ?? connector?.recordName ?? defaultName),
    redirectUris: connector?.redirectUris ?? ownRedirectUris(wishes),
    productLogsIn: connector?.redirectUris !== undefined,
    otherRedirectUri: connector?.otherRedirectUri,
    refreshTokenLifespan: connector?.refreshTokenLifespan ?? guideLifespans.refreshToken,
    accessTokenLifespan: connector?.accessTokenLifespan ?? guideLifespans.accessToken,
    scopes: settings.scopes.map((scope) => queryValue("scopes", scope)),
    isPublic,
  };
}

/** Whether a redirect URL leads to the person's own computer. */
function isLoopbackUri(uri: string): boolean {
  return URL.canParse(uri) && isLoopbackHost(new URL(uri).hostname);
}

/** The redirect URL on the person's own computer; a practice instance is on it too, and its own page is none. */
export function loopbackUriOf({
  redirectUris,
  instanceUrl,
}: Pick<RegistryRecord, "redirectUris" | "instanceUrl">): string | undefined {
  return redirectUris.find((uri) => isLoopbackUri(uri) && !uri.startsWith(`${instanceUrl}/`));
}

/** One address to copy from, then one that comes back by itself; what the settings say takes the place of either. */
function ownRedirectUris({ settings, withLoopback = true }: RecordWishes): string[] {
  const { redirectUri, instanceUrl } = settings;
  const isLoopback = loopbackUriOf({ redirectUris: [redirectUri], instanceUrl }) !== undefined;
  const page = isLoopback ? `${instanceUrl}/oauth_redirect.do` : redirectUri;
  return withLoopback ? [page, isLoopback ? redirectUri : defaultLoopbackUri] : [page];
}
