import { type Scenario, withParameter } from "./scenario.ts";

const catchAll = { error_description: "access_denied", error: "server_error" };
const tokenAnswer = (changes: object) => (answer: object) => ({ ...answer, ...changes });
const answering = (body: string, status = 200) =>
  ({ fault: { kind: "answer", status, body, headers: { "content-type": "application/json" } } }) as const;
const otherAttempt = "0".repeat(64);

const successes: readonly Scenario[] = [
  { sentence: "ends with the guide's file", sample: true },
  { sentence: "ends with a JSON file", settings: { format: "json" } },
  { sentence: "ends with an env file", variant: true, settings: { format: "env" } },
  { sentence: "writes a file where there was none", target: "nothing" },
  { sentence: "of a public client needs no secret", client: { clientSecret: undefined } },
  { sentence: "succeeds where PKCE is required", variant: true, behaviour: { pkceRequired: true } },
  { sentence: "succeeds without any scope", settings: { scopes: [] } },
  { sentence: "succeeds with a narrower scope than asked for", behaviour: { grantedScope: "useraccount" } },
  { sentence: "succeeds with an empty scope", variant: true, behaviour: { grantedScope: "" } },
  { sentence: "succeeds without a refresh token", behaviour: { refreshTokens: "never" } },
  {
    sentence: "drops an id_token unread",
    behaviour: { tokenAnswer: tokenAnswer({ id_token: "eyJ.not.valid" }) },
  },
  {
    sentence: "takes a lifetime written as a string",
    variant: true,
    behaviour: { tokenAnswer: tokenAnswer({ expires_in: "1799" }) },
  },
  {
    sentence: "takes an answer without a lifetime",
    variant: true,
    behaviour: { tokenAnswer: tokenAnswer({ expires_in: undefined }) },
  },
  {
    sentence: "is not troubled by a lifetime of nonsense",
    variant: true,
    behaviour: { tokenAnswer: tokenAnswer({ expires_in: -1 }) },
  },
  { sentence: "takes tokens of 30 characters", variant: true, behaviour: { tokenLength: 30 } },
  { sentence: "takes tokens of 2,000 characters", behaviour: { tokenLength: 2_000 } },
  {
    sentence: "takes the address in quotes and wrapped over lines",
    byHand: true,
    variant: true,
    paste: (url) => `"${url.replace(/.{40}/gu, "$&\n  ")}"`,
  },
  { sentence: "takes the query alone", byHand: true, variant: true, paste: (url) => new URL(url).search },
];

const badRedirects: readonly Scenario[] = [
  {
    sentence: "is refused when nothing is pasted",
    byHand: true,
    fails: "REDIRECT_MALFORMED",
    paste: () => "\n",
  },
  {
    sentence: "is refused when our own URL is pasted",
    byHand: true,
    fails: "REDIRECT_MALFORMED",
    paste: (_, authorizationUrl) => authorizationUrl,
  },
  {
    sentence: "is refused when only the code is pasted",
    byHand: true,
    variant: true,
    fails: "REDIRECT_MALFORMED",
    paste: (url) => new URL(url).searchParams.get("code") ?? "",
  },
  {
    sentence: "is refused when there are two codes",
    keepsWaiting: true,
    variant: true,
    fails: "REDIRECT_MALFORMED",
    paste: (url) => `${url}&code=another`,
  },
  {
    sentence: "is refused when there are two states",
    keepsWaiting: true,
    variant: true,
    fails: "REDIRECT_MALFORMED",
    paste: (url) => `${url}&state=another`,
  },
  {
    sentence: "is refused when there are a code and an error",
    keepsWaiting: true,
    variant: true,
    fails: "REDIRECT_MALFORMED",
    paste: (url) => `${url}&error=x`,
  },
  {
    sentence: "is refused when the host only begins like ours",
    byHand: true,
    fails: "REDIRECT_MALFORMED",
    paste: (url) => url.replace(/(?<=:\/\/[^/]+)\//u, ".evil.example/"),
  },
  {
    sentence: "is refused when the host hides behind an @",
    byHand: true,
    variant: true,
    fails: "REDIRECT_MALFORMED",
    paste: (url) => url.replace("://", "://trusted@"),
  },
  {
    sentence: "is refused when the path differs",
    byHand: true,
    variant: true,
    fails: "REDIRECT_MALFORMED",
    paste: (url) => url.replace("/oauth_redirect.do", "/oauth_redirect.do/../x"),
  },
  {
    sentence: "is refused when the issuer is foreign",
    keepsWaiting: true,
    variant: true,
    fails: "REDIRECT_MALFORMED",
    paste: (url) => withParameter(url, "iss", "https://evil.example"),
  },
  {
    sentence: "is refused when a megabyte is pasted",
    sample: true,
    byHand: true,
    fails: "REDIRECT_MALFORMED",
    paste: (url) => url + "a".repeat(1_000_000),
  },
  {
    sentence: "is refused when the state is of another attempt",
    sample: true,
    keepsWaiting: true,
    fails: "STATE_MISMATCH",
    paste: (url) => withParameter(url, "state", otherAttempt),
  },
  {
    sentence: "is refused when there is no state",
    keepsWaiting: true,
    fails: "STATE_MISMATCH",
    paste: (url) => url.replace(/&?state=[0-9a-f]+/u, ""),
  },
  {
    sentence: "is refused when an error comes without our state",
    keepsWaiting: true,
    variant: true,
    fails: "STATE_MISMATCH",
    paste: (url) => `${url.split("?")[0]}?error=access_denied`,
  },
  {
    sentence: "that the person denies is told as denied",
    sample: true,
    fails: "AUTHORIZATION_REJECTED",
    decision: "deny",
  },
  {
    sentence: "is told when the record's first redirect URL was used instead of ours",
    byHand: true,
    fails: "REDIRECT_MALFORMED",
    behaviour: { redirectFallback: "first" },
    settings: { redirectUri: "http://localhost:8765/callback" },
  },
];

const refusals: readonly Scenario[] = [
  {
    sentence: "with a wrong secret is refused by the catch-all",
    sample: true,
    fails: "TOKEN_REQUEST_REJECTED",
    settings: { clientSecret: "a wrong secret" },
  },
  {
    sentence: "with a wrong secret is refused by name",
    variant: true,
    fails: "TOKEN_REQUEST_REJECTED",
    settings: { clientSecret: "a wrong secret" },
    behaviour: { errors: "modern" },
  },
  {
    sentence: "with a scope that the record lacks is refused",
    fails: "TOKEN_REQUEST_REJECTED",
    client: { scopes: ["useraccount"] },
  },
  {
    sentence: "with a scope that the record lacks is refused by name",
    variant: true,
    fails: "TOKEN_REQUEST_REJECTED",
    client: { scopes: ["useraccount"] },
    behaviour: { errors: "modern" },
  },
  {
    sentence: "with a code older than its minute is refused",
    fails: "TOKEN_REQUEST_REJECTED",
    delay: 61_000,
  },
  {
    sentence: "with a code older than its minute is refused by name",
    variant: true,
    fails: "TOKEN_REQUEST_REJECTED",
    delay: 61_000,
    behaviour: { errors: "modern" },
  },
  {
    sentence: "refused with a redirect mismatch is told so",
    variant: true,
    fails: "TOKEN_REQUEST_REJECTED",
    behaviour: answering('{"error":"invalid_grant","error_description":"redirect_uri mismatch"}', 400),
  },
  {
    sentence: "refused by a server that answers 200 is refused all the same",
    variant: true,
    fails: "TOKEN_REQUEST_REJECTED",
    behaviour: answering(JSON.stringify(catchAll)),
  },
];

const badAnswers: readonly Scenario[] = [
  {
    sentence: "at a hibernating instance that answers 200 fails",
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { fault: { kind: "hibernating" } },
  },
  {
    sentence: "at a hibernating instance that answers 503 fails",
    variant: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { fault: { kind: "hibernating", status: 503 } },
  },
  {
    sentence: "answered by a single sign-on page fails",
    variant: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { fault: { kind: "sso-page" } },
  },
  {
    sentence: "answered by a firewall's page fails",
    variant: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { fault: { kind: "forbidden-page" } },
  },
  {
    sentence: "answered by an empty 400 fails",
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { fault: { kind: "empty-400" } },
  },
  {
    sentence: "answered by a 500 fails",
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { fault: { kind: "server-error" } },
  },
  {
    sentence: "answered by a 500 that says invalid_grant is no verdict",
    variant: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: answering('{"error":"invalid_grant"}', 500),
  },
  {
    sentence: "answered by a redirect is not followed",
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { fault: { kind: "redirect" } },
  },
  {
    sentence: "answered by too many requests fails",
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { fault: { kind: "too-many-requests" } },
  },
  {
    sentence: "answered by a list fails",
    variant: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: answering("[]"),
  },
  {
    sentence: "answered by null fails",
    variant: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: answering("null"),
  },
  {
    sentence: "answered by cut JSON fails",
    variant: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: answering('{"access_token":"abc'),
  },
  {
    sentence: "with a line break in the access token writes nothing",
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { tokenAnswer: tokenAnswer({ access_token: "abcdefgh\nRefresh token: forged-token" }) },
  },
  {
    sentence: "with a number as the access token writes nothing",
    variant: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { tokenAnswer: tokenAnswer({ access_token: 1234567890 }) },
  },
  {
    sentence: "with a control character in the refresh token writes nothing",
    variant: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { tokenAnswer: tokenAnswer({ refresh_token: "abcdefgh\u0000ijkl" }) },
  },
  {
    sentence: "with a token that is not a bearer token fails",
    variant: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { tokenAnswer: tokenAnswer({ token_type: "mac" }) },
  },
  {
    sentence: "answered by 64 MB is stopped",
    sample: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { fault: { kind: "huge" } },
  },
  {
    sentence: "answered by a gzip bomb is stopped",
    sample: true,
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { fault: { kind: "bomb" } },
  },
  {
    sentence: "whose answer is cut off fails",
    fails: "TOKEN_RESPONSE_INVALID",
    behaviour: { fault: { kind: "truncated" } },
  },
  {
    sentence: "that is never answered ends at the deadline",
    sample: true,
    fails: "INSTANCE_UNREACHABLE",
    behaviour: { fault: { kind: "hang" } },
    settings: { timeoutSeconds: 0.3 },
  },
  {
    sentence: "that is answered byte by byte ends at the deadline",
    sample: true,
    fails: "INSTANCE_UNREACHABLE",
    behaviour: { fault: { kind: "drip" } },
    settings: { timeoutSeconds: 0.3 },
  },
  {
    sentence: "whose connection is reset fails",
    fails: "INSTANCE_UNREACHABLE",
    behaviour: { fault: { kind: "reset" } },
  },
  {
    sentence: "whose answer is lost fails",
    variant: true,
    fails: "INSTANCE_UNREACHABLE",
    behaviour: { fault: { kind: "answer-lost" } },
  },
];

const badTargets: readonly Scenario[] = [
  {
    sentence: "into a missing folder is refused before the code is spent",
    fails: "CREDENTIAL_FILE_UNWRITABLE",
    target: "missing-folder",
  },
  {
    sentence: "onto a folder is refused before the code is spent",
    sample: true,
    fails: "CREDENTIAL_FILE_UNWRITABLE",
    target: "folder",
  },
  {
    sentence: "onto a link is refused before the code is spent",
    fails: "CREDENTIAL_FILE_UNWRITABLE",
    target: "link",
  },
  {
    sentence: "onto a file with another name is refused before the code is spent",
    variant: true,
    fails: "CREDENTIAL_FILE_UNWRITABLE",
    target: "hard-link",
  },
];

/** Every login that every front end must pass. */
export const scenarios: readonly Scenario[] = [
  ...successes,
  ...badRedirects,
  ...refusals,
  ...badAnswers,
  ...badTargets,
];
