import type { Answer } from "@nowtoken/callback";
import {
  connectorNames,
  credentialFile,
  holdersOf,
  listNames,
  type Profile,
  refreshDeath,
} from "@nowtoken/core";
import { dayOf } from "../profiles/time-words.ts";
import type { Renewal } from "./renew-profile.ts";

/** What a renewal brought, and what is to be done with it, in sentences of one line. */
export function describeRenewal(renewal: Renewal): string {
  const { profile } = renewal;
  return `${profile.name}: ${[whatCame(renewal), ...whatToDo(renewal)].join(" ")}`;
}

/** What the browser shows. */
export function describeRenewedPage(renewal: Renewal): Answer {
  const { settings, login, name } = renewal.profile;
  return {
    title: "The login is renewed",
    message: [whatCame(renewal), ...whatToDo(renewal)].join(" ").replaceAll("`", ""),
    rows: [
      ["Profile", name],
      ["Instance", settings.instanceUrl],
      ...(login?.user === undefined ? [] : [["Signed in as", login.user.userName] as const]),
    ],
  };
}

export function renewalToJson(renewal: Renewal): object {
  const { profile } = renewal;
  const { login } = profile;
  return {
    profile: profile.name,
    renewed: true,
    user: login?.user?.userName ?? null,
    sameRefreshToken: isSame(renewal),
    refreshFingerprint: login?.refreshFingerprint ?? null,
    refreshTokenDiesAt: (login && refreshDeath(login)?.toISOString()) ?? null,
    refreshLifespanSource: login?.refreshLifespanSource ?? null,
    toUpdate: isSame(renewal) ? [] : formsOf(renewal),
  };
}

const isSame = ({ profile, before }: Renewal): boolean =>
  profile.login?.refreshFingerprint === before.login?.refreshFingerprint;

function whatCame(renewal: Renewal): string {
  const { login } = renewal.profile;
  const death = login && refreshDeath(login);
  if (death === undefined) return "renewed, but the instance issued no refresh token.";
  const assumed = login?.refreshLifespanSource === "assumed" ? " (by the default lifespan of 100 days)" : "";
  return isSame(renewal)
    ? `renewed: the same refresh token with a new date, ${dayOf(death)}${assumed}.`
    : `renewed: a new refresh token, which dies on ${dayOf(death)}${assumed}.`;
}

function whatToDo(renewal: Renewal): string[] {
  const { before } = renewal;
  const forms = formsOf(renewal);
  if (forms.length === 0) return [];
  if (isSame(renewal)) return [`What was filled in from it stays valid: ${listNames(forms)}.`];
  return [`Update ${listNames(forms)}: ${listNames(forms.map((form) => handOver(form, before)))}.`];
}

/** Whoever has the refresh token of before, and has not got the new one already. */
function formsOf({ before, written }: Renewal): string[] {
  return [...new Set(holdersOf(before))].filter((holder) => !(written && holder === credentialFile));
}

function handOver(form: string, { name }: Profile): string {
  const isConnector = connectorNames.some((known) => known === form);
  if (isConnector) return `\`nowtoken export --to ${form} --profile ${name}\``;
  return form === credentialFile ? `\`nowtoken export --to text --profile ${name}\`` : form;
}
