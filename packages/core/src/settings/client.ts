import { invalidSetting } from "./config-invalid.ts";
import {
  hasHiddenCharacter,
  holdsPlaceholder,
  isPlaceholder,
  trimTyped,
  unquoteTyped,
} from "./typed-text.ts";

/** The client id that the guide's template shows. */
export const sampleClientId = "6f9d3c8e0a0a4b7fb2c9e4a1b3c12345";
/** The client secret that the guide's template shows: published, so worth nothing. */
const sampleClientSecret = "Zx91LmPqA3JvYwS7D9FhK2C4X8R0bE";

/** A client id without what pasting left around it (RFC 6749 appendix A.1, without spaces). Throws CONFIG_INVALID. */
export function parseClientId(text: string): string {
  const clientId = unquoteTyped(text);
  if (clientId === "") throw invalidSetting("clientId", "must not be empty");
  if (holdsPlaceholder(clientId))
    throw invalidSetting("clientId", "must have its placeholder replaced by the real id");
  if (!/^[\x21-\x7e]+$/u.test(clientId) || /["'`]/u.test(clientId)) {
    throw invalidSetting("clientId", "must be visible ASCII characters without spaces or quotes");
  }
  return clientId;
}

/** A client secret without white space around it; quotes stay, for they may be part of it. Throws CONFIG_INVALID. */
export function parseClientSecret(text: string): string {
  const secret = trimTyped(text);
  if (secret === "") throw invalidSetting("clientSecret", "must not be empty");
  if (isPlaceholder(secret))
    throw invalidSetting("clientSecret", "must have its placeholder replaced by the real secret");
  if (secret === sampleClientSecret) {
    throw invalidSetting("clientSecret", "must be your own record's: this is the sample of the guide");
  }
  if (hasHiddenCharacter(secret)) {
    throw invalidSetting("clientSecret", "must not contain line ends, control or invisible characters");
  }
  return secret;
}
