import type { AuthorizationRequest } from "../codes.ts";
import type { PracticeContext } from "../practice.ts";

/** RFC 6749 §4.1.2, with `iss` of RFC 9207 where the instance is told to send it. */
export const redirectWithCode = (c: PracticeContext, code: string, request: AuthorizationRequest): Response =>
  redirectWith(c, { code }, request);

/** What Deny sends is not documented: guess, after RFC 6749 §4.1.2.1. */
export const redirectWithDenial = (c: PracticeContext, request: AuthorizationRequest): Response =>
  redirectWith(c, { error: "access_denied" }, request);

function redirectWith(
  c: PracticeContext,
  answer: Readonly<Record<string, string>>,
  { target, state }: AuthorizationRequest,
): Response {
  const { issuer } = c.var.practice.behaviour;
  const parameters = new URLSearchParams({
    ...answer,
    ...(state && { state }),
    ...(issuer && { iss: issuer }),
  });
  return c.redirect(`${target}${target.includes("?") ? "&" : "?"}${parameters}`);
}
