import type { Credential, TokenResponse } from "../credential.ts";
import type { RequestOptions } from "../http/request.ts";
import type { TokenSettings } from "../token-endpoint/token-request.ts";
import type { RefreshFailure } from "../token-source/refresh-patiently.ts";
import type { ApiCredential } from "./api-call.ts";

/** Which tokens are checked, and how. */
export interface VerificationRequest extends RequestOptions {
  /** Its scopes are those that were asked for. */
  readonly settings: TokenSettings;
  readonly credential: ApiCredential & Pick<Credential, "refreshToken" | "scopes">;
  /** Tables that are to be readable, e.g. `kb_knowledge`. */
  readonly tables?: readonly string[];
  /** The user name that the tokens must belong to. */
  readonly expectUser?: string | undefined;
  /** Redeems the refresh token as a connector will, and reads with what comes. */
  readonly asConnector?: boolean;
  /** Gets the tokens of that at once, and is awaited: a rotated refresh token has to be kept. */
  readonly onTokens?: (tokens: TokenResponse) => Promise<void>;
  /**
   * Hears of a redemption that failed, and is awaited: what is known of the refresh token then can be kept. Yields what
   * it is told as, e.g. the error itself.
   */
  readonly onFailure?: (failure: RefreshFailure) => Promise<unknown>;
}
