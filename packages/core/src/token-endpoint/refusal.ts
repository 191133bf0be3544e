import * as z from "zod/mini";
import { AuthError, type AuthErrorDetails } from "../errors.ts";
import { cleanRemoteText } from "../http/clean-text.ts";
import type { HttpAnswer } from "../http/request.ts";

/** What an error about a request says besides the answer, and what it may not repeat. */
export interface Told extends Pick<AuthErrorDetails["TOKEN_REQUEST_REJECTED"], "scopes" | "endpoint"> {
  readonly secrets: readonly (string | undefined)[];
}

const words = z.catch(z.optional(z.string()), undefined);
// RFC 6749 §5.2, else the error of ServiceNow's REST API, else that of a gateway.
const refusal = z.object({
  error: z.catch(z.optional(z.union([z.string(), z.object({ message: words, detail: words })])), undefined),
  error_description: words,
  message: words,
});

/** The refusal that an answer's JSON is, without any secret that it repeats; undefined when it is none. */
export function readRefusal(
  answer: HttpAnswer,
  json: unknown,
  told: Told,
): AuthError<"TOKEN_REQUEST_REJECTED"> | undefined {
  const { data } = refusal.safeParse(json);
  return data !== undefined && isRefusal(answer, data) ? rejected(answer, data, told) : undefined;
}

/** Too many requests (RFC 6585 §4) say nothing of this one; any other client error does, whatever its JSON looks like. */
function isRefusal({ status }: HttpAnswer, { error }: z.infer<typeof refusal>): boolean {
  return status !== 429 && (status >= 400 || typeof error === "string");
}

function rejected(
  { status }: HttpAnswer,
  { error, error_description, message }: z.infer<typeof refusal>,
  { secrets, ...details }: Told,
): AuthError<"TOKEN_REQUEST_REJECTED"> {
  const clean = (text: string, limit: number) => cleanRemoteText(text, { limit, secrets });
  const restError = typeof error === "object" ? error : undefined;
  const code = (typeof error === "string" ? error : restError?.message) || message;
  const description = error_description ?? restError?.detail;
  return new AuthError("TOKEN_REQUEST_REJECTED", "the token request was refused", {
    status,
    error: clean(code || `status ${status}`, 64),
    ...(description && { description: clean(description, 200) }),
    ...details,
  });
}
