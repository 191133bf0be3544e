import { refreshDeath } from "@nowtoken/core";
import { dayOf } from "../profiles/time-words.ts";
import { styleFor } from "../terminal/style.ts";
import type { ImportedProfile } from "./import-login.ts";

/** The command that redeems the refresh token of a profile. */
const tryIt = (name: string): string => `nowtoken verify --as-connector --profile ${name}`;

/** What was imported, in one paragraph. */
export function formatImported({ profile, user, refreshed }: ImportedProfile): string {
  const { name, settings, login } = profile;
  const death = login && refreshDeath(login);
  const assumed = login?.refreshLifespanSource === "assumed" ? ", by the default lifespan of 100 days" : "";
  const sentences = [
    `Imported as the profile ${name}: tokens of ${user?.userName ?? "a user who was not asked for"} at ${settings.instanceUrl}.`,
    ...(refreshed ? ["The access token is a new one."] : []),
    ...(death === undefined ? [] : [`The refresh token dies on ${dayOf(death)}${assumed}.`]),
    ...(login?.untried ? [`It has not been used yet: \`${tryIt(name)}\` tries it with this client.`] : []),
  ];
  return `${styleFor(process.stdout).wrap(sentences.join(" "))}\n`;
}

export function importedToJson({ profile, user, refreshed }: ImportedProfile): object {
  const { name, settings, login } = profile;
  return {
    profile: name,
    instanceUrl: settings.instanceUrl,
    clientId: settings.clientId,
    grant: login?.grant ?? null,
    user: user?.userName ?? null,
    refreshed,
    refreshTokenDiesAt: (login && refreshDeath(login)?.toISOString()) ?? null,
  };
}
