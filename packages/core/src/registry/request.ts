import { scopeValues, toCopyValue } from "./guide-parts.ts";
import { type InstructionSection, type Instructions, section } from "./instructions.ts";
import { otherScopesNote, recordValues } from "./record-values.ts";
import { loopbackUriOf, type RegistryRecord } from "./registry-record.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { renderText } from "./render-text.ts";

/** The message to an instance's administrator as a mail: a subject line, a blank line, the text. */
export function renderRequestMail(record: RegistryRecord): string {
  const request = buildRequest(record);
  return `Subject: ${request.title}\n\n${renderText(request)}`;
}

/** The same as Markdown. */
export function renderRequestMarkdown(record: RegistryRecord): string {
  return renderMarkdown(buildRequest(record));
}

/** What an administrator has to know: the values, why each is needed, what it allows, and what to send back. */
export function buildRequest(record: RegistryRecord): Instructions {
  const { instanceUrl, product, isPublic } = record;
  const connector = product ?? "our connector";
  return {
    title: `Please make an OAuth record for ${connector} on ${new URL(instanceUrl).host}`,
    intro: [
      `${product ?? "Our connector"} is to read ServiceNow on its own, with OAuth tokens. For that the instance needs one record in System OAuth > Application Registry, which takes a few minutes.`,
    ],
    sections: [
      section({
        id: "record",
        title: "The record",
        paragraphs: [howToMake],
        values: recordValues(record).map((value) => toCopyValue(value)),
      }),
      ...scopeSection(record),
      accountSection,
      section({
        id: "safety",
        title: "What is safe about it",
        notes: safety(record),
      }),
      section({
        id: "answer",
        title: "What I need back",
        notes: [
          isPublic
            ? "The client id."
            : "The client id, and the client secret (the lock beside Client Secret shows it).",
          ...(isPublic
            ? []
            : [
                "The client id may come by mail. The secret may not: please put it into our password manager, or tell me.",
              ]),
          "The name of the integration's user, and how to sign in as it.",
        ],
      }),
    ],
  };
}

const howToMake =
  "With the classic form: New > Create an OAuth API endpoint for external clients. From the Zurich release on: New > New Inbound Integration Experience > OAuth - Authorization code grant. Fields that your release does not show can be left out.";

function scopeSection(record: RegistryRecord): InstructionSection[] {
  const { scopes } = record;
  if (scopes.length === 0) return [];
  const notes = otherScopesNote(scopes);
  return [section({ id: "scopes", title: "Its scopes", values: scopeValues(record), notes })];
}

const accountSection = section({
  id: "account",
  title: "The account",
  paragraphs: [
    "Please make a user for this integration alone, and give it the roles that the connector's documentation asks for and no others. The tokens get the rights of whoever signs in and clicks Allow: with the scope useraccount all of that person's rights, so it must not be an administrator.",
  ],
  notes: [
    // Users with Web service access only cannot do the browser login (docs.glean.com).
    'The user has to sign in once in a browser: leave "Web service access only" unticked.',
    "It needs no second factor that only one person holds, and no password that expires before the tokens do.",
  ],
});

function safety(record: RegistryRecord): string[] {
  const loopback = loopbackUriOf(record);
  return [
    "Nothing happens before somebody signs in and clicks Allow; no password is stored outside ServiceNow.",
    `Codes go to the redirect URLs above and nowhere else, and every login uses PKCE${record.isPublic ? "" : " besides the secret"}.`,
    "The tokens can be ended at any time: System OAuth > Manage Tokens, or untick Active.",
    ...(loopback === undefined
      ? []
      : [`${loopback} is the computer of whoever logs in. It can be taken out again after the login.`]),
  ];
}
