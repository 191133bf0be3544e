import { parseAddress } from "./address.ts";
import { invalidSetting } from "./config-invalid.ts";
import { hasHiddenCharacter, holdsPlaceholder, unquoteTyped } from "./typed-text.ts";

// RFC 3986 §2.
const uriCharacters = /^(?:[\w.~:/?[\]@!$&'()*+,;=-]|%[0-9a-f]{2})+$/iu;
const answerParameters = ["code", "state", "error", "iss"];

/**
 * Checks a redirect URI and gives it back byte for byte, which is how the instance compares it.
 *
 * It is absolute, https or http on a loopback host, without a fragment (RFC 6749 §3.1.2), or else a path on the
 * instance, which ServiceNow takes too (its SDK sends `/sdk-oauth.do`). Throws CONFIG_INVALID.
 */
export function parseRedirectUri(text: string): string {
  const uri = unquoteTyped(text);
  const fault = uriFault(uri);
  if (fault !== undefined) throw invalidSetting("redirectUri", fault);
  if (!uri.startsWith("/") && parseAddress(uri, "redirectUri").scheme === undefined) {
    throw invalidSetting("redirectUri", 'must be absolute, with "https://"');
  }
  const { searchParams } = new URL(uri, "https://instance.invalid");
  const reserved = answerParameters.find((name) => searchParams.has(name));
  if (reserved !== undefined) {
    throw invalidSetting("redirectUri", `must not carry "${reserved}" itself: the instance adds it`);
  }
  return uri;
}

function uriFault(uri: string): string | undefined {
  if (uri === "") return "must not be empty";
  if (holdsPlaceholder(uri)) return "must have its placeholder replaced by the real name";
  if (hasHiddenCharacter(uri) || uri.includes(" "))
    return "must not contain spaces, control or invisible characters";
  if (uri.includes("#")) return "must not have a fragment";
  if (!uriCharacters.test(uri)) return "must contain only characters of a URI, others percent-encoded";
  if (uri.startsWith("//")) return 'must be absolute, with "https://"';
  return undefined;
}
