import type { PracticeClient } from "../options.ts";
import type { PracticeContext, Step } from "../practice.ts";
import { parseAssertion } from "./assertion.ts";
import { findClient } from "./find-client.ts";
import { answerRefusal } from "./token-refusal.ts";

interface Credentials {
  readonly clientId: string | null;
  /** As it may have been meant: form-encoded before Base64 (RFC 6749 §2.3.1) or not. */
  readonly secrets: readonly (string | null)[];
}

/** `client_id` and `client_secret` in the body (r_OAuthAPIRequestParameters.md), or HTTP Basic; a public client names itself only. */
export const authenticateClient: Step = async (c, next) => {
  const { clientId, secrets } = readCredentials(c);
  const client = findClient(c.var.practice, clientId);
  if (client === undefined || !mayAct(client, secrets)) {
    return answerRefusal(c, { error: "invalid_client", description: "client authentication failed" });
  }
  c.set("client", client);
  return next();
};

/** A secret that a public client sends all the same is not looked at (guess). */
const mayAct = ({ clientSecret }: PracticeClient, secrets: Credentials["secrets"]) =>
  clientSecret === undefined || secrets.includes(clientSecret);

function readCredentials(c: PracticeContext): Credentials {
  const { form, practice } = c.var;
  const [, basic] = /^Basic (\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
  if (basic === undefined || !practice.behaviour.basicAuthentication) {
    const clientId = form.get("client_id") ?? issuerOf(form.get("assertion"));
    return { clientId, secrets: [form.get("client_secret")] };
  }
  const [clientId = "", ...rest] = Buffer.from(basic, "base64").toString().split(":");
  const secret = rest.join(":");
  return { clientId: decodeForm(clientId), secrets: [secret, decodeForm(secret)] };
}

/** A public client's assertion names it well enough (a reader's notes on Brazil's documentation). */
function issuerOf(assertion: string | null): string | null {
  const issuer = parseAssertion(assertion ?? "")?.claims["iss"];
  return typeof issuer === "string" ? issuer : null;
}

const decodeForm = (text: string): string | null =>
  new URLSearchParams(`value=${text.replaceAll("&", "%26")}`).get("value");
