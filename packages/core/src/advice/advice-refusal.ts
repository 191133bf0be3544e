import type { AuthErrorDetails } from "../errors.ts";
import { isCatchAll, isKnownRefusal, isOfEarlierChallenge } from "../explanations/entry-of-refusal.ts";
import { earlierChallenge } from "../explanations/refusals/code-causes.ts";
import type { Told } from "./advice.ts";

type Details = AuthErrorDetails["TOKEN_REQUEST_REJECTED"];

/** The guide's four errors in their modern form, and two of other grants. */
const known = new Map<string, (asked: string) => string>([
  ["invalid_client", () => "The instance does not accept this client id and secret."],
  ["invalid_scope", () => "The instance does not accept the scopes asked for."],
  ["invalid_grant", (asked) => `The instance does not accept ${asked}.`],
  ["invalid_redirect_uri", () => "The redirect URI does not match the OAuth record."],
  ["redirect_uri_mismatch", () => "The redirect URI does not match the OAuth record."],
  [
    "unauthorized_client",
    () => "The OAuth record does not allow this grant, or belongs to another instance.",
  ],
  ["unsupported_grant_type", () => "The instance does not offer this grant."],
]);

/** What happened; why, and what to do, is the dictionary's: it knows what the catch-all may hide. */
export function adviseOnRefusal(details: Details): Told {
  const { error, description } = details;
  if (isOfEarlierChallenge(details)) return { message: earlierChallenge.cause };
  const said = description && description !== error ? ` (${error}: ${description})` : ` (${error})`;
  const message = known.get(error)?.(askedWith(details));
  if (message !== undefined) return { message: `${message.slice(0, -1)}${said}.` };
  return { message: `The instance refused the token request${howRefused(details)}${said}.` };
}

function howRefused(details: Details): string {
  if (isCatchAll(details)) return " with the answer that it gives for nearly every cause";
  return isKnownRefusal(details) ? "" : " for a reason that nowtoken does not know";
}

function askedWith({ endpoint }: Details): string {
  if (endpoint === "refresh") return "this refresh token";
  return endpoint === undefined ? "this authorization code" : "what the token was asked for with";
}
