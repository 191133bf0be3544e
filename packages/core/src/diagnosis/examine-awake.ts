import { aboutEndpoint } from "../http/about-endpoint.ts";
import { cleanRemoteText } from "../http/clean-text.ts";
import { invalidAnswer } from "../http/invalid-answer.ts";
import { pageFault } from "../http/json-answer.ts";
import { type HttpAnswer, isMarkup } from "../http/request.ts";
import { type Asking, askInstance } from "./ask-instance.ts";
import { type ExaminationResult, ok, warning } from "./examination.ts";

/**
 * Asks for the instance's own login page, which is there with single sign-on too, and says what came: a developer
 * instance may sleep, any may be down for an upgrade.
 *
 * Throws INSTANCE_UNREACHABLE, TOKEN_RESPONSE_INVALID.
 */
export async function examineAwake(asking: Asking): Promise<ExaminationResult> {
  const answer = await askInstance(asking, { path: "/login.do", accept: "text/html" });
  const { status, host, header } = answer;
  const facts = { status, server: serverOf(answer) };
  const fault = pageFault(answer);
  if (fault === "hibernating" || fault === "server-error") throw notAwake(answer, fault);
  if (fault === "login-page") return ok("It is awake: its login page answers.", { facts });
  if (fault === "redirect") {
    const target = URL.parse(header("location") ?? "", asking.instanceUrl)?.host ?? host;
    return ok(`It is awake, and sends browsers on to ${target === host ? "another page" : target}.`, {
      facts,
    });
  }
  if (status < 400 && isMarkup(answer.text)) return ok("It is awake: a page answers.", { facts });
  return warning(`Its login page is not to be had (status ${status}).`, {
    notes: ["A firewall or proxy may answer in the instance's place, or something that is no instance."],
    facts,
  });
}

function notAwake(answer: HttpAnswer, reason: "hibernating" | "server-error"): unknown {
  const error = invalidAnswer(answer, "expected an instance that is awake", { reason });
  return aboutEndpoint(error, "authorization");
}

/** `ServiceNow` in captures of instances. */
const serverOf = ({ header }: HttpAnswer): string | null =>
  cleanRemoteText(header("server") ?? "", { limit: 60 }) || null;
