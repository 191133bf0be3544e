import { answerEntries } from "./answers/answer-entries.ts";
import { apiEntries } from "./answers/api-entries.ts";
import { tableEntries } from "./answers/table-entries.ts";
import { consentEntries } from "./browser/consent-entries.ts";
import { pageEntries } from "./browser/page-entries.ts";
import { redirectEntries } from "./browser/redirect-entries.ts";
import type { Entry } from "./entry.ts";
import { fileEntries } from "./local/file-entries.ts";
import { loginEntries } from "./local/login-entries.ts";
import { pythonEntries } from "./local/python-entries.ts";
import { settingsEntries } from "./local/settings-entries.ts";
import { storeEntries } from "./local/store-entries.ts";
import { networkEntries } from "./network/network-entries.ts";
import { tlsEntries } from "./network/tls-entries.ts";
import { catchAllEntries } from "./refusals/catch-all-entries.ts";
import { lifeEntries } from "./refusals/life-entries.ts";
import { logEntries } from "./refusals/log-entries.ts";
import { namedEntries } from "./refusals/named-entries.ts";

/** A part of the dictionary, as `docs/errors.md` shows it. */
export interface Topic {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** What any program may say: see `Entry.isCommon`. */
const common = (entries: Readonly<Record<string, Entry>>): Entry[] =>
  Object.values(entries).map((entry) => ({ ...entry, isCommon: true }));

/** Every failure that can be explained, by topic; where a text fits several entries alike, the first counts. */
export const dictionary: readonly Topic[] = [
  {
    title: "The token endpoint says no",
    entries: [...Object.values(catchAllEntries), ...Object.values(namedEntries)],
  },
  { title: "The instance's system log", entries: Object.values(logEntries) },
  { title: "Tokens that worked and then did not", entries: Object.values(lifeEntries) },
  { title: "In the browser", entries: [...Object.values(pageEntries), ...Object.values(consentEntries)] },
  { title: "The address that was pasted", entries: Object.values(redirectEntries) },
  { title: "An answer that is not the one", entries: Object.values(answerEntries) },
  { title: "The REST APIs", entries: [...Object.values(apiEntries), ...Object.values(tableEntries)] },
  { title: "Network and proxy", entries: common(networkEntries) },
  { title: "Certificates and TLS", entries: common(tlsEntries) },
  { title: "Files", entries: common(fileEntries) },
  { title: "The store of profiles", entries: Object.values(storeEntries) },
  { title: "Logins and ports", entries: Object.values(loginEntries) },
  { title: "Settings", entries: Object.values(settingsEntries) },
  { title: "Python", entries: Object.values(pythonEntries) },
];

/** The entry of an id, e.g. one that was kept; undefined for none. */
export function findEntry(id: string): Entry | undefined {
  return dictionary.flatMap(({ entries }) => entries).find((entry) => entry.id === id);
}
