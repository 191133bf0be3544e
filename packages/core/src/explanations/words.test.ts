import { expect, test } from "vitest";
import { toWords } from "./words.ts";

const expected = " error description access denied error server error ";

test.each([
  ["JSON", '{"error_description":"access_denied","error":"server_error"}'],
  ["JSON within JSON", String.raw`{\"error_description\":\"access_denied\",\"error\":\"server_error\"}`],
  ["Python's", "{'error_description': 'access_denied', 'error': 'server_error'}"],
  ["a log's, over lines", "error_description: ACCESS_DENIED\r\n  error:\tserver_error\n"],
  ["escaped line breaks", String.raw`error_description=access_denied\nerror=server_error`],
  [
    "HTML's entities",
    "{&quot;error_description&quot;:&quot;access_denied&quot;,&#34;error&#x22;:&quot;server_error",
  ],
  ["a query's", "error_description=access%5Fdenied&error=server%5ferror"],
  ["typographic quotes", "“error_description”: ‘access_denied’, „error“: «server_error»"],
  [
    "colours of a terminal",
    "\u001b[31merror_description\u001b[0m: access_denied, \u001b[1merror\u001b[22m: server_error",
  ],
  ["what nobody sees", "error_desc\u00adription: access\u200b_denied \u2028 error:\u00a0server_error\ufeff"],
  ["letters of another width", "ｅｒｒｏｒ_description: access_denied, error: server_error"],
  ["JSON's own escapes", String.raw`error\u005fdescription: access_denied\u0020error: server_error`],
  ["a screenshot's", "error description\naccess denied\n\nerror\nserver error"],
])("%s spelling comes to the same words", (_, text) => {
  expect(toWords(text)).toBe(expected);
});

test("a page's words stand there with its tags and without", () => {
  const words = toWords("<title>Instance <b>Hiber</b>nating</title>");
  expect(words).toContain(" title instance b hiber b nating title ");
  expect(words).toContain(" instance hiber nating ");
});

test.each(["<a", "\\", "&#", "&amp", "%2", "\u001b[", "é"])("a megabyte of %j is read", (piece) => {
  expect(toWords(piece.repeat(2 ** 20 / piece.length)).length).toBeLessThan(2 ** 20);
});

test("of a long text the beginning and the end are read", () => {
  const words = toWords(`access_denied ${"x ".repeat(2 ** 20)} server_error`);
  expect(words).toMatch(/^ access denied x .* x server error $/u);
});
