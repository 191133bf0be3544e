import { AuthError, type AuthErrorDetails } from "../errors.ts";
import type { HttpAnswer } from "./request.ts";
import { retryAfterSeconds } from "./retry-after.ts";

type Details = Pick<AuthErrorDetails["TOKEN_RESPONSE_INVALID"], "reason" | "parameter" | "target">;

/** A TOKEN_RESPONSE_INVALID about an answer, with how long its server asks to wait. */
export function invalidAnswer(
  answer: HttpAnswer,
  message: string,
  details: Details,
): AuthError<"TOKEN_RESPONSE_INVALID"> {
  const { host, status } = answer;
  const wait = retryAfterSeconds(answer);
  return new AuthError("TOKEN_RESPONSE_INVALID", message, {
    host,
    status,
    ...details,
    ...(wait !== undefined && { retryAfterSeconds: wait }),
  });
}
