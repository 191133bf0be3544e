import { describeSpan } from "../advice/span.ts";
import { type InstructionSection, section } from "./instructions.ts";
import { loopbackUriOf, type RegistryRecord } from "./registry-record.ts";

/** The guide's last section: what the lifespans mean, and how to extend them. */
export function lifespanSection(record: RegistryRecord): InstructionSection {
  const { refreshTokenLifespan, accessTokenLifespan } = record;
  return section({
    id: "lifespans",
    title: "What the lifespans mean",
    paragraphs: [
      `The access token lives ${accessTokenLifespan} seconds, ${describeSpan(accessTokenLifespan)} (an instance's default is 1800, 30 minutes). When it has died, the product gets another one with the refresh token; nobody notices.`,
      `The refresh token lives ${refreshTokenLifespan} seconds, ${describeSpan(refreshTokenLifespan)} (the default is 8640000, 100 days). Refreshing does not move its last day; only a new login does. On that day the integration stops, though it may have refreshed every hour.`,
    ],
    notes: [
      "To extend either, open the record and raise its lifespan: a year, and longer, is possible.",
      "Tokens that are issued already keep their date: after you raise a lifespan, log in again.",
      "A long access token is seldom needed, and whoever finds one can use it as long as it lives: raise the refresh token's lifespan instead.",
      "Review these values with your security team, so that they fit your organization's policies.",
    ],
  });
}

/** What to take away again on a production instance; nothing where no loopback address is listed. */
export function productionSection(record: RegistryRecord): InstructionSection[] {
  const loopback = loopbackUriOf(record);
  if (loopback === undefined || record.redirectUris.length === 1) return [];
  return [
    section({
      id: "production",
      title: "On a production instance, after the login",
      actions: [
        `Take ${loopback} out of the record's redirect URLs: it is needed for the login alone. Tokens that are issued already go on working.`,
      ],
      notes: ["Put it back before the next login, or copy the address by hand then."],
    }),
  ];
}
