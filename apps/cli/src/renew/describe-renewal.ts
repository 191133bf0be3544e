import type { Answer } from "@nowtoken/callback";
import { credentialFile, holdersOf, listNames, refreshDeath } from "@nowtoken/core";
import { handOverCommand } from "../hand-over/hand-over-command.ts";
import { dayOf } from "../profiles/time-words.ts";
import type { Style } from "../terminal/style.ts";
import type { Renewal } from "./renew-profile.ts";

/** What a renewal brought, and what is to be done with it; each command has a line of its own, to be copied. */
export function formatRenewal(renewal: Renewal, style: Style): string {
  const { sentences, commands } = describe(renewal);
  const text = style.wrap(`${renewal.profile.name}: ${sentences.join(" ")}`, { hanging: "  " });
  return [text, ...commands.map((command) => `    ${command}`)].map((line) => `${line}\n`).join("");
}

/** What the browser shows. */
export function describeRenewedPage(renewal: Renewal): Answer {
  const { settings, login, name } = renewal.profile;
  const { sentences, commands } = describe(renewal);
  return {
    title: "The login is renewed",
    message: [...sentences, ...commands].join(" "),
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

function describe(renewal: Renewal): { readonly sentences: string[]; readonly commands: string[] } {
  const came = whatCame(renewal);
  const forms = formsOf(renewal);
  if (forms.length === 0) return { sentences: [came], commands: [] };
  if (isSame(renewal))
    return {
      sentences: [came, `What was filled in from it stays valid: ${listNames(forms)}.`],
      commands: [],
    };
  return {
    sentences: [came, `Update ${listNames(forms)}:`],
    commands: forms.map((form) => handOverCommand(form, renewal.profile)),
  };
}

function whatCame(renewal: Renewal): string {
  const { login } = renewal.profile;
  const death = login && refreshDeath(login);
  if (death === undefined) return "renewed, but the instance issued no refresh token.";
  const assumed = login?.refreshLifespanSource === "assumed" ? " (by the default lifespan of 100 days)" : "";
  return isSame(renewal)
    ? `renewed: the same refresh token with a new date, ${dayOf(death)}${assumed}.`
    : `renewed: a new refresh token, which dies on ${dayOf(death)}${assumed}.`;
}

/** Whoever has the refresh token of before, and has not got the new one already. */
function formsOf({ before, written }: Renewal): string[] {
  return [...new Set(holdersOf(before))].filter((holder) => !(written && holder === credentialFile));
}
