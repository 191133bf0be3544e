import { distance } from "fastest-levenshtein";
import { type Finding, failed, note, warning } from "./finding.ts";
import type { RecordExpectation, RecordReading } from "./record-reading.ts";

/** The scopes that will be asked for against both lists of the record; sources disagree which list counts. */
export function checkScopes(reading: RecordReading, { record }: RecordExpectation): Finding[] {
  const { entityScopes, authScopes } = reading;
  const lists = [entityScopes, authScopes?.map(({ name }) => name)].filter((list) => list !== undefined);
  if (lists.length === 0) return [];
  const all = [...new Set(lists.flat())];
  const missing = record.scopes.filter((scope) => !all.includes(scope));
  const halfway = record.scopes.filter(
    (scope) => all.includes(scope) && !lists.every((list) => list.includes(scope)),
  );
  const extra = all.filter((scope) => !record.scopes.includes(scope));
  const misspelled = new Map(missing.map((scope) => [scope, extra.find((name) => isNear(scope, name))]));
  const more = extra.filter((name) => ![...misspelled.values()].includes(name));
  return [
    ...missingScopes(missing, misspelled),
    ...halfInList(halfway, { list: entityScopes, label: "OAuth Entity Scopes" }),
    ...halfInList(halfway, { list: authScopes?.map(({ name }) => name), label: "Auth Scopes" }),
    ...moreScopes(more),
    ...checkUseraccount(reading),
  ];
}

/** One finding for all of them: they have one cause, one consequence and one remedy. */
function missingScopes(
  missing: readonly string[],
  misspelled: ReadonlyMap<string, string | undefined>,
): Finding[] {
  if (missing.length === 0) return [];
  const names = missing.join(", ");
  const others = missing.flatMap((scope) => misspelled.get(scope) ?? []).map((name) => JSON.stringify(name));
  const has = `; it has ${others.join(", ")}, which ${others.length === 1 ? "is another one" : "are others"}`;
  return [
    failed("scope-missing", {
      what: `The record lacks the scope${missing.length === 1 ? "" : "s"} ${names}${others.length === 0 ? "" : has}.`,
      why: "A login that asks for what is not there is refused with access_denied, and only the instance's log says invalid_scope.",
      fix: `Add ${names} to the record's scopes, spelled exactly so; or ask for less: --scope useraccount, or --no-scope.`,
    }),
  ];
}

function halfInList(
  halfway: readonly string[],
  { list, label }: { readonly list: readonly string[] | undefined; readonly label: string },
): Finding[] {
  const lacking = list === undefined ? [] : halfway.filter((scope) => !list.includes(scope));
  if (lacking.length === 0) return [];
  return [
    warning("scope-half", {
      what: `Only one of the record's two lists of scopes has ${lacking.join(", ")}; ${label} lacks ${lacking.length === 1 ? "it" : "them"}.`,
      why: "Instances have been seen that check the one list, and others that check the other.",
      fix: `Add the same names to the related list ${label}.`,
    }),
  ];
}

function moreScopes(names: readonly string[]): Finding[] {
  if (names.length === 0) return [];
  return [
    note("scope-extra", {
      what: `The record has more scopes than are asked for: ${names.map((name) => JSON.stringify(name)).join(", ")}.`,
      // rest-api-scope-troubleshooting.md: the record's scopes count, at run time.
      why: "An instance looks at the record's scopes, not the token's: every token of this record has them.",
      fix: "Remove what nothing uses.",
    }),
  ];
}

/** rest-api-scope-troubleshooting.md: a useraccount that was made anew by name is not enough. */
function checkUseraccount({ authScopes, useraccountId }: RecordReading): Finding[] {
  const mapped = authScopes?.find(({ name }) => name === "useraccount");
  if (mapped === undefined || useraccountId === undefined || mapped.sysId === useraccountId) return [];
  return [
    failed("useraccount-copy", {
      what: "The record's useraccount is not the instance's own: it was made anew under the same name.",
      why: "The property glide.oauth.token.scope.useraccount names another, and that one alone opens the APIs.",
      fix: "Remove the row from Auth Scopes, and add the useraccount that the property names.",
    }),
  ];
}

function isNear(scope: string, name: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/gu, "");
  return plain(scope) === plain(name) || distance(scope, name) <= (scope.length > 5 ? 2 : 1);
}
