import { expect, test } from "vitest";
import { adviseOn } from "../advice/advice.ts";
import { AuthError } from "../errors.ts";
import { describeAttempt } from "./describe-attempt.ts";
import { dictionary } from "./dictionary.ts";
import type { Entry, Pattern, Phrase } from "./entry.ts";
import { explain } from "./explain.ts";
import { findEntries } from "./find-entries.ts";
import { rankCauses } from "./rank.ts";
import { catchAllWords, ourWords } from "./vocabulary.ts";

const entries: readonly Entry[] = dictionary.flatMap((topic) => topic.entries);
const settings = {
  clientId: "id",
  clientSecret: "Zx91LmPqA3JvYwS7",
  clientAuth: "body",
  scopes: ["useraccount", "openid"],
} as const;

/** A text that a pattern is found in. */
function textOf(pattern: Pattern): string {
  if (typeof pattern === "string") return pattern;
  return "whole" in pattern ? pattern.whole : pattern.map((phrase) => [phrase].flat()[0]).join(" … ");
}

const toPhrases = (pattern: Pattern): readonly Phrase[] =>
  typeof pattern === "string" || "whole" in pattern ? [textOf(pattern)] : pattern;

test("every entry is found by each of its own patterns, as the best match or beside one that says more", () => {
  const missed = entries.flatMap(({ id, patterns }) =>
    patterns
      .map(textOf)
      .filter((text) => !findEntries(text).some((entry) => entry.id === id))
      .map((text) => `${id}: ${text}`),
  );
  expect(missed).toEqual([]);
});

test("a pattern that must be all of a text is not found in a longer one", () => {
  expect(explain("access_denied").failures[0]?.id).toBe("access-denied-alone");
  expect(explain("the access_denied handler").failures).toEqual([]);
});

test("what people say is never certain, and no more than possible without a word of OAuth's or ServiceNow's", () => {
  const names = [...ourWords, ...catchAllWords];
  const isOurs = (phrase: Phrase) =>
    [phrase].flat().every((text) => names.some((name) => text.includes(name)));
  const told: readonly Entry[] = entries.filter(({ isTold }: Entry) => isTold);
  expect(told.length).toBeGreaterThan(5);
  for (const { id, certainty = "likely", patterns } of told) {
    expect(certainty, id).not.toBe("certain");
    if (certainty === "possible") continue;
    for (const pattern of patterns) expect(toPhrases(pattern).some(isOurs), textOf(pattern)).toBe(true);
  }
});

test("what any program may say, and what another service says, makes nothing more than possible", () => {
  const certaintyOf = (text: string) => explain(text).causes[0]?.certainty;
  expect(certaintyOf("EACCES: permission denied, mkdir '/usr/lib'")).toBe("possible");
  expect(certaintyOf("EACCES: permission denied, open 'servicenow_credentials.txt' of nowtoken")).toBe(
    "certain",
  );
  expect(certaintyOf("Error 400: redirect_uri_mismatch (Google)")).toBe("possible");
  expect(certaintyOf("Error 400: redirect_uri_mismatch")).toBe("likely");
});

test("a line of the log, and what was done before, come before the answer that says nothing", () => {
  const refused = '401 {"error_description":"access_denied","error":"server_error"}';
  const first = (text: string) => explain(`${text} ${refused}`).failures[0]?.id;
  expect(first("grant_type=refresh_token, and the system log has invalid_scope:")).toBe("log-invalid-scope");
  expect(first("after the clone of the instance:")).toBe("after-clone");
  expect(first("invalid_client or")).toBe("invalid-client");
});

test("what only an attempt can show is left out without one", () => {
  const ids = explain("invalid client").causes.map(({ id }) => id);
  expect(ids.slice(0, 3)).toEqual(["secret-wrong", "client-id-wrong", "record-inactive"]);
  expect(ids).not.toContain("secret-masked");
  const attempt = describeAttempt({ ...settings, clientSecret: "••••" }, { request: "authorization-code" });
  expect(explain("invalid client", attempt).causes[0]?.id).toBe("secret-masked");
});

test("every entry is the best match of its own title", () => {
  const missed = entries.filter(({ id, title }) => {
    const [best] = explain(title).failures;
    return best !== undefined && best.id !== id;
  });
  expect(missed.map(({ id, title }) => `${id}: ${title} -> ${explain(title).failures[0]?.id}`)).toEqual([]);
});

test("ids of entries are unique, and an id of a cause means one cause", () => {
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  const causes = new Map<string, object>();
  for (const cause of entries.flatMap((entry) => entry.causes)) {
    expect(causes.get(cause.id) ?? cause).toBe(cause);
    causes.set(cause.id, cause);
  }
});

test("every cause says what to check, what to do and where that is known from", () => {
  for (const { cause, check, fix, source } of entries.flatMap((entry) => entry.causes)) {
    expect(cause).toMatch(/^[A-Z].*\.$/u);
    expect(check.length).toBeGreaterThan(0);
    expect(fix.length).toBeGreaterThan(0);
    expect(source).not.toBe("");
  }
});

test.each([
  "",
  "Something went wrong",
  "exit status 3",
  "{}",
  "<html></html>",
  "fatal: could not create work tree dir 'x' after git clone: File exists",
  "npm ERR! code E404 Not Found - GET https://registry.example/x",
  "TypeError: Cannot read properties of undefined (reading 'map')",
  "ORA-00942: table or view does not exist",
  "Segmentation fault (core dumped)",
  "The number of columns doesn't match the header",
  "KeyError: 'foo'",
  "Execution of scripts is disabled on this system",
  "Please log in to continue, your order is in the basket",
])("of %j nothing is known: that is said, and what to collect", (text) => {
  const explanation = explain(text);
  expect(explanation).toMatchObject({ failures: [], causes: [] });
  expect(explanation.collect.join(" ")).toMatch(/status.*System Log/u);
});

test("nothing of a text comes back", () => {
  const secret = "hunter2hunter2";
  const texts = entries.map(({ title }) => `client_secret=${secret} ${title} code=${secret}`);
  for (const text of [secret, ...texts]) expect(JSON.stringify(explain(text))).not.toContain("hunter2");
});

test("an attempt ranks what the catch-all hides", () => {
  const text = '{"error_description":"access_denied","error":"server_error"}';
  const causesWith = (facts: object) =>
    explain(text, describeAttempt(settings, { request: "authorization-code", ...facts })).causes;
  expect(causesWith({ codeAge: { atLeast: 61, atMost: 90 } })[0]).toMatchObject({
    id: "code-spent",
    certainty: "likely",
  });
  expect(causesWith({ codeAge: { atLeast: 0, atMost: 5 } })[0]).toMatchObject({
    id: "scope-missing",
    certainty: "possible",
  });
});

test("the attempt in a pasted --json of ours counts, and so does that of an error", () => {
  const attempt = describeAttempt(
    { ...settings, clientSecret: "••••••••" },
    { request: "authorization-code" },
  );
  const details = { status: 401, error: "server_error", description: "access_denied", scopes: [], attempt };
  const masked = { id: "secret-masked", certainty: "certain" };
  expect(
    explain(JSON.stringify({ error: { code: "TOKEN_REQUEST_REJECTED", details } })).causes[0],
  ).toMatchObject(masked);
  expect(explain(new AuthError("TOKEN_REQUEST_REJECTED", "", details)).causes[0]).toMatchObject(masked);
});

test("the request's own words tell which of the catch-alls a text is", () => {
  const refused = '401 {"error_description":"access_denied","error":"server_error"}';
  expect(explain(`POST grant_type=refresh_token&client_id=1 ${refused}`).failures[0]?.id).toBe(
    "refused-refresh",
  );
  expect(explain(`grant_type=client_credentials ${refused}`).failures[0]?.id).toBe(
    "refused-client-credentials",
  );
  expect(explain(refused).failures[0]?.id).toBe("refused-exchange");
});

test("what a page says counts more than what a program made of it", () => {
  const traceback = `Traceback (most recent call last):
  File "generate_servicenow_tokens.py", line 41, in <module>
    tokens = response.json()
requests.exceptions.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
<html><title>Instance Hibernating page</title>`;
  expect(explain(traceback).failures.map(({ id }) => id)).toEqual(["hibernating", "page-instead-of-json"]);
  expect(explain(traceback).causes[0]?.id).toBe("instance-asleep");
});

test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])(
  "an error that is called %s is no trap",
  (error) => {
    const refused = new AuthError("TOKEN_REQUEST_REJECTED", "", { status: 400, error, scopes: [] });
    expect(explain(refused).failures[0]?.id).toBe("refused-unknown");
    expect(adviseOn(refused).message).toBe(
      `The instance refused the token request for a reason that nowtoken does not know (${error}).`,
    );
  },
);

test("no attempt leaves an entry without a cause", () => {
  const attempt = describeAttempt(settings, { request: "api", accessTokenAge: 5 });
  for (const entry of entries) expect(rankCauses(entry, attempt).length).toBeGreaterThan(0);
});
