import type { AnswerFault, AuthError } from "../errors.ts";
import { invalidAnswer } from "./invalid-answer.ts";
import { type HttpAnswer, isMarkup } from "./request.ts";

const messages = {
  hibernating: "expected JSON from an instance that is awake",
  "login-page": "expected JSON, not a login page",
  html: "expected JSON, not a web page",
  redirect: "expected JSON, not a redirect",
  "server-error": "expected JSON with a status below 500",
  "not-json": "expected JSON",
  cut: "expected a whole JSON answer",
} as const satisfies Partial<Record<AnswerFault, string>>;

// The title and the heading of a sleeping developer instance's page.
const hibernating = /Instance Hibernating page|Your instance is hibernating/i;
// ServiceNow's own login form, its single sign-on hops, and identity providers' forms.
const loginPage = /login\w*\.do\b|user_password|sysverb_login|SAMLRe(?:quest|sponse)|type=["']?password/i;

/**
 * The JSON of an answer below 500, whatever content type it claims; an object or array needs no JSON type at all.
 *
 * Anything else throws TOKEN_RESPONSE_INVALID that says what it was instead.
 */
export function readJson(answer: HttpAnswer): unknown {
  const fault = pageFault(answer);
  if (fault !== undefined) throw invalid(answer, fault);
  try {
    if (isJson(answer)) return JSON.parse(answer.text);
  } catch {}
  throw invalid(answer, isBegun(answer.text) ? "cut" : "not-json");
}

/** The same, or undefined where that would throw. */
export function tryJson(answer: HttpAnswer): unknown {
  try {
    return readJson(answer);
  } catch {
    return undefined;
  }
}

/** What an answer is instead of JSON, by its status and its beginning; undefined when it may be JSON. */
export function pageFault({ status, text }: HttpAnswer): keyof typeof messages | undefined {
  if (status >= 300 && status < 400) return "redirect";
  const page = isMarkup(text);
  if (page && hibernating.test(text)) return "hibernating";
  if (status >= 500) return "server-error";
  if (!page) return undefined;
  return loginPage.test(text) ? "login-page" : "html";
}

function isJson({ header, text }: HttpAnswer): boolean {
  return /^\s*[[{]/.test(text) || /^application\/([\w.-]+\+)?json\b/i.test(header("content-type") ?? "");
}

/** Whether a text that is no JSON begins as an object and lacks its end. */
function isBegun(text: string): boolean {
  return text.trimStart().startsWith("{") && !text.trimEnd().endsWith("}");
}

function invalid(answer: HttpAnswer, reason: keyof typeof messages): AuthError<"TOKEN_RESPONSE_INVALID"> {
  const target = reason === "redirect" ? redirectTarget(answer) : undefined;
  return invalidAnswer(answer, messages[reason], { reason, ...(target !== undefined && { target }) });
}

/** The host a redirect points to: never its path or query, which may hold what was sent. */
function redirectTarget({ header, host }: HttpAnswer): string | undefined {
  const location = header("location");
  const target = location === undefined ? null : URL.parse(location, `https://${host}`);
  return target?.host || undefined;
}
