import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import { AuthError } from "../errors.ts";
import { aboutEndpoint } from "../http/about-endpoint.ts";
import { invalidAnswer } from "../http/invalid-answer.ts";
import { readJson } from "../http/json-answer.ts";
import type { HttpAnswer } from "../http/request.ts";
import { landOn, probeClient } from "../registry/probe.ts";
import { findingsOfProbe } from "../registry/probe-findings.ts";
import { type Asking, askInstance } from "./ask-instance.ts";
import { type ExaminationResult, failedBy, ok, skipped, warnedBy } from "./examination.ts";
import type { Remote } from "./remote.ts";
import { resultOfFindings } from "./result-of-findings.ts";

const refusal = z.object({ error: z.string() });

/**
 * Sends the token endpoint a grant type that there is not: an instance refuses it in JSON, by the catch-all (community
 * m-p/1554984) or by a name. No client, secret or code is sent.
 *
 * Throws INSTANCE_UNREACHABLE, TOKEN_RESPONSE_INVALID.
 */
export async function examineTokenEndpoint(asking: Asking): Promise<ExaminationResult> {
  const form = "grant_type=nowtoken_doctor";
  const answer = await askInstance(asking, { path: "/oauth_token.do", accept: "application/json", form });
  const { status, host } = answer;
  if (status === 429) return warnedBy(notAnInstance(answer));
  const { error } = refusal.safeParse(jsonOf(answer)).data ?? {};
  if (error !== undefined && status >= 400)
    return ok(`/oauth_token.do answers as an instance's does (status ${status}).`, { facts: { status } });
  const message = `${host} answers at /oauth_token.do, and not as an instance does (status ${status}).`;
  return { ...failedBy(notAnInstance(answer)), message };
}

function jsonOf(answer: HttpAnswer): unknown {
  try {
    return readJson(answer);
  } catch (error) {
    throw aboutEndpoint(error, "grant");
  }
}

function notAnInstance(answer: HttpAnswer): AuthError<"TOKEN_RESPONSE_INVALID"> {
  const { code, message, details } = invalidAnswer(answer, "expected a refusal (RFC 6749 section 5.2)", {
    reason: "shape",
  });
  return new AuthError(code, message, { ...details, endpoint: "authorization" });
}

/**
 * Asks the authorization endpoint for a login, of a client of chance where none is known, and looks where a browser
 * would end. Throws INSTANCE_UNREACHABLE, TOKEN_RESPONSE_INVALID.
 */
export async function examineAuthorizationEndpoint(
  { instanceUrl, effects, signal }: Asking,
  login: Remote["login"],
): Promise<ExaminationResult> {
  const anybody = {
    instanceUrl,
    clientId: randomBytes(16).toString("hex"),
    redirectUri: `${instanceUrl}/oauth_redirect.do`,
    scopes: [],
  };
  const landing = await landOn("reason" in login ? anybody : login, effects, { signal });
  const words = landing === "login" ? "asks browsers to sign in" : "answers with a page";
  return ok(`/oauth_auth.do ${words}.`, { facts: { landing } });
}

/** Looks at the record from outside. Throws INSTANCE_UNREACHABLE, TOKEN_RESPONSE_INVALID. */
export async function examineClient(
  { effects, signal }: Asking,
  login: Remote["login"],
): Promise<ExaminationResult> {
  if ("reason" in login) return skipped(login.reason);
  const probe = await probeClient(login, effects, { signal });
  const [finding] = findingsOfProbe(probe, login);
  if (finding?.id === "hidden") return skipped(finding.what);
  const accepted = probe.redirectUri === "accepted" ? ", and the redirect URI is accepted" : "";
  const pkce = probe.pkce === "required" ? "; PKCE is demanded" : "";
  return resultOfFindings(finding === undefined ? [] : [finding], {
    fine: `The client id exists${accepted}${pkce}.`,
    facts: { ...probe },
  });
}
