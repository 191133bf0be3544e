import * as z from "zod/mini";
import { invalidAnswer } from "../http/invalid-answer.ts";
import { readJson } from "../http/json-answer.ts";
import type { HttpAnswer } from "../http/request.ts";
import { readRefusal, type Told } from "./refusal.ts";

// RFC 6749 appendix A.12 and A.17: visible ASCII; a line break in a token would forge a line of the credential file.
const token = z.string().check(z.regex(/^[\x21-\x7e]+$/));
const success = z.object({
  access_token: token,
  token_type: z.string().check(z.regex(/^bearer$/i)),
  refresh_token: z.nullish(
    z.pipe(
      z.union([token, z.literal("")]),
      z.transform((text) => text || undefined),
    ),
  ),
  expires_in: z.catch(z.optional(z.coerce.number().check(z.positive(), z.maximum(1e11))), undefined),
  scope: z.catch(z.optional(z.string()), undefined),
});

/**
 * The members of a token answer that are ours, checked; anything else is left out.
 *
 * Throws TOKEN_REQUEST_REJECTED for a refusal, TOKEN_RESPONSE_INVALID for what is neither.
 */
export function readTokenAnswer(answer: HttpAnswer, told: Told): Record<string, unknown> {
  const json = readJson(answer);
  const tokens = success.safeParse(json);
  if (tokens.success && answer.status === 200) return withoutEmpty(tokens.data);
  const refusal = readRefusal(answer, json, told);
  if (refusal !== undefined) throw refusal;
  const parameter = answer.status === 200 ? tokens.error?.issues[0]?.path[0] : undefined;
  if (parameter === undefined) {
    throw invalidAnswer(answer, "expected an object with tokens", { reason: "shape" });
  }
  const name = String(parameter);
  throw invalidAnswer(answer, `"${name}" must be valid`, { reason: "shape", parameter: name });
}

const withoutEmpty = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null));
