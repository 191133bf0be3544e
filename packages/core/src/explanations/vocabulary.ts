/** Names that nobody uses of anything but ServiceNow, or of nowtoken itself; as `toWords` writes them. */
const ownNames = [
  "servicenow",
  "service now",
  "nowtoken",
  "oauth token do",
  "oauth auth do",
  "oauth redirect do",
  "oauth entity",
  "sysparm",
  "api now",
  "pdi",
] as const;

/** Words of OAuth, which other services use too. */
const oauthWords = [
  "oauth",
  "access token",
  "access tokens",
  "refresh token",
  "refresh tokens",
  "client secret",
  "client id",
  "client credentials",
  "authorization code",
  "redirect uri",
  "redirect url",
  "grant type",
  "password grant",
  "ropc",
  "resource owner password",
  "invalid client",
  "invalid grant",
  "invalid scope",
  "token endpoint",
] as const;

/** What a text in everyday words must hold besides, so that it is about this at all. */
export const ourWords: readonly string[] = [...ownNames, ...oauthWords];

/** What makes of "access denied" and "server error" the catch-all of the token endpoint, and not another server's. */
export const catchAllWords: readonly string[] = [
  "error description",
  "access denied server error",
  ...ourWords,
];

/** Services that speak OAuth too, in other ways. */
const otherServices = [
  "google",
  "googleapis",
  "gmail",
  "aadsts",
  "microsoftonline",
  "salesforce",
  "github",
  "gitlab",
  "facebook",
  "slack",
  "spotify",
  "okta com",
  "auth0",
  "atlassian",
  "jira",
  "dropbox",
  "stripe",
  "hubspot",
  "zoom us",
] as const;
/** Microsoft's codes, such as AADSTS7000215, are one word with their number. */
const otherCode = / aadsts\d/u;

/** Whether a text has a word of OAuth's or ServiceNow's; `words` is what `toWords` makes of it. */
export const speaksOfOurs = (words: string): boolean => hasAny(words, ourWords);

/** Whether a text is about another service, and does not name ServiceNow. */
export const speaksOfOthers = (words: string): boolean =>
  !hasAny(words, ownNames) && (hasAny(words, otherServices) || otherCode.test(words));

const hasAny = (words: string, names: readonly string[]): boolean =>
  names.some((name) => words.includes(` ${name} `));
