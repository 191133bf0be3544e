import { timingSafeEqual } from "node:crypto";
import type { AuthorizationRequest } from "./authorization-request.ts";
import { AuthError, type AuthErrorDetails } from "./errors.ts";
import { cleanRemoteText } from "./http/clean-text.ts";
import { type PastedRedirect, readPastedRedirect } from "./pasted-redirect.ts";
import { isLoopbackHost } from "./settings/address.ts";
import { checkSetting } from "./settings/fields.ts";

declare const granted: unique symbol;

/** An authorization code that came with our `state` to our redirect URI; only {@link parseAuthorizationResponse} makes one. */
export interface AuthorizationGrant {
  readonly [granted]: true;
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

const grants = new WeakSet<AuthorizationGrant>();
const once = ["code", "state", "error", "error_description", "iss"];

/**
 * Reads the redirect of RFC 6749 §4.1.2 and yields the grant.
 *
 * `state` is compared, in constant time, before anything else of the redirect is believed; then its address, then
 * `iss` (RFC 9207, by origin). Throws REDIRECT_MALFORMED, STATE_MISMATCH, AUTHORIZATION_REJECTED.
 */
export function parseAuthorizationResponse(
  redirect: string | URL,
  request: AuthorizationRequest,
): AuthorizationGrant {
  const pasted = readPastedRedirect(String(redirect));
  const { parameters } = pasted;
  refuseOwnRequest(pasted);
  refuseDuplicates(parameters);
  checkState(pasted, request);
  checkAddress(pasted, request);
  checkIssuer(parameters, request);
  return takeCode(parameters, request);
}

/**
 * The `state` of a redirect that nobody has checked yet, to find its pending login by.
 *
 * Throws REDIRECT_MALFORMED, STATE_MISMATCH when there is none.
 */
export function readRedirectState(redirect: string | URL): string {
  const { parameters } = readPastedRedirect(String(redirect));
  refuseDuplicates(parameters);
  return stateOf(parameters);
}

/** Throws a TypeError for a grant that did not come out of {@link parseAuthorizationResponse}. */
export function assertGrant(grant: AuthorizationGrant): void {
  if (!grants.has(grant)) throw new TypeError("a grant must come from parseAuthorizationResponse");
}

function refuseOwnRequest({ location, parameters }: PastedRedirect): void {
  if (!location?.pathname.endsWith("/oauth_auth.do") && !parameters.has("response_type")) return;
  throw malformed("authorization-url", "expected the address after Allow, not the authorization URL");
}

function refuseDuplicates(parameters: URLSearchParams): void {
  for (const parameter of once) {
    if (parameters.getAll(parameter).length < 2) continue;
    throw malformed("duplicate-parameter", `"${parameter}" must be given once`, { parameter });
  }
}

function checkState({ location, parameters }: PastedRedirect, request: AuthorizationRequest): void {
  if (sameText(stateOf(parameters), request.secrets.state)) return;
  const expected = new URL(request.redirectUri, request.instanceUrl);
  if (location !== undefined && location.host !== expected.host) {
    const details = { expected: addressOf(expected), received: addressOf(location) };
    throw malformed("other-instance", "expected the redirect of another host", details);
  }
  throw new AuthError("STATE_MISMATCH", '"state" must be the one of this login', { reason: "different" });
}

function stateOf(parameters: URLSearchParams): string {
  const state = parameters.get("state");
  if (state) return state;
  if (!parameters.has("code") && !parameters.has("error")) throw noCode();
  throw new AuthError("STATE_MISMATCH", '"state" must be present', { reason: "missing" });
}

function sameText(received: string, expected: string): boolean {
  const [a, b] = [Buffer.from(received), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Our `state` at another address: the record's first redirect URL was used instead of ours, or somebody plays tricks. */
function checkAddress({ location, parameters }: PastedRedirect, request: AuthorizationRequest): void {
  if (location === undefined) return;
  const expected = new URL(request.redirectUri, request.instanceUrl);
  if (location.username !== "" || location.password !== "") {
    throw malformed("user-info", "expected an address without a user name");
  }
  const own = [...expected.searchParams].every(([name, value]) => parameters.getAll(name).includes(value));
  if (own && addressOf(location) === addressOf(expected)) return;
  const details = { expected: request.redirectUri, received: addressOf(location) };
  const ours = isOwnAddress(location, request);
  throw malformed("other-redirect", "expected the redirect URI that was asked for", { ...details, ours });
}

/** Whether an address is the instance's or this machine's, so that it is safe to name it as a redirect URI. */
function isOwnAddress(location: URL, { instanceUrl }: AuthorizationRequest): boolean {
  const own = location.origin === instanceUrl || isLoopbackHost(location.hostname);
  return own && checkSetting("redirectUri", addressOf(location)) === undefined;
}

function checkIssuer(parameters: URLSearchParams, { instanceUrl }: AuthorizationRequest): void {
  const issuer = parameters.get("iss");
  if (issuer === null || (URL.canParse(issuer) && new URL(issuer).origin === instanceUrl)) return;
  throw malformed("other-issuer", '"iss" must name the instance', {
    parameter: "iss",
    expected: instanceUrl,
  });
}

function takeCode(parameters: URLSearchParams, request: AuthorizationRequest): AuthorizationGrant {
  const error = parameters.get("error");
  const code = parameters.get("code");
  if (error !== null && code !== null) {
    throw malformed("code-and-error", 'expected "code" or "error", not both');
  }
  if (error !== null) throw rejected(error, parameters.get("error_description"), request);
  // RFC 6749 appendix A.11: visible ASCII and space.
  if (code === null || !/^[\x20-\x7e]{1,4096}$/u.test(code)) throw noCode();
  const { redirectUri, secrets } = request;
  const grant = { code, redirectUri, codeVerifier: secrets.codeVerifier } as AuthorizationGrant;
  grants.add(grant);
  return grant;
}

function rejected(
  error: string,
  description: string | null,
  { secrets }: AuthorizationRequest,
): AuthError<"AUTHORIZATION_REJECTED"> {
  const clean = (text: string, limit: number) =>
    cleanRemoteText(text, { limit, secrets: Object.values(secrets) });
  return new AuthError("AUTHORIZATION_REJECTED", "the authorization request was refused", {
    error: clean(error, 64),
    ...(description && { description: clean(description, 200) }),
  });
}

function addressOf({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname}`;
}

const noCode = (): AuthError<"REDIRECT_MALFORMED"> => malformed("no-code", 'expected an address with "code"');

type Details = {
  readonly [Name in Exclude<keyof AuthErrorDetails["REDIRECT_MALFORMED"], "reason">]?: unknown;
};

function malformed(
  reason: AuthErrorDetails["REDIRECT_MALFORMED"]["reason"],
  message: string,
  details: Details = {},
): AuthError<"REDIRECT_MALFORMED"> {
  return new AuthError("REDIRECT_MALFORMED", message, {
    reason,
    ...details,
  } as AuthErrorDetails["REDIRECT_MALFORMED"]);
}
