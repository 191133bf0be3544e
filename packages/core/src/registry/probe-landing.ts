import { invalidAnswer } from "../http/invalid-answer.ts";
import { pageFault } from "../http/json-answer.ts";
import { type HttpAnswer, isMarkup } from "../http/request.ts";

/** Where a browser that has not signed in ends on `/oauth_auth.do`. */
export type Landing = "login" | "client-refused" | "redirect-refused" | "pkce-missing" | "other";

// Words of real pages: reported by the authors of several clients, and KB2109232. That of an unknown client is a guess.
const words: readonly (readonly [RegExp, Landing])[] = [
  [/Missing redirect URL|invalid redirect[ _-]?ur[il]/iu, "redirect-refused"],
  [/Missing code_challenge/iu, "pkce-missing"],
  [/(?:invalid|unknown|missing) client/iu, "client-refused"],
];

/** What an answer of the authorization endpoint says. Throws TOKEN_RESPONSE_INVALID when no instance says it. */
export function readLanding(answer: HttpAnswer): Landing {
  const known = words.find(([pattern]) => pattern.test(answer.text));
  if (known !== undefined) return known[1];
  const fault = pageFault(answer);
  // An instance has this address, and answers with pages there.
  if (answer.status === 404 || (fault === undefined && !isMarkup(answer.text))) {
    throw invalidAnswer(answer, "expected a page of an instance", { reason: "shape" });
  }
  // To the instance's own login page, or to a company's identity provider.
  if (fault === "login-page" || fault === "redirect") return "login";
  if (fault === "hibernating" || fault === "server-error") {
    throw invalidAnswer(answer, "expected a page of an instance that is awake", { reason: fault });
  }
  return "other";
}
