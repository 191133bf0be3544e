import { expect, test } from "vitest";
import { parseScopes } from "./scopes.ts";

test("a text is split at white space, a list is taken as it is, and repetitions go", () => {
  expect(parseScopes(" useraccount  openid\topenid\n")).toEqual(["useraccount", "openid"]);
  expect(parseScopes(["useraccount", "openid email", "openid"])).toEqual(["useraccount", "openid", "email"]);
  expect(parseScopes("'useraccount\u00a0openid'")).toEqual(["useraccount", "openid"]);
});

test("nothing stands for no scope at all", () => {
  expect([parseScopes(""), parseScopes([]), parseScopes([" "])]).toEqual([[], [], []]);
});

test("every character of RFC 6749 §3.3 but the comma is taken", () => {
  const characters = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index));
  const token = characters.filter((character) => !['"', "\\", ","].includes(character)).join("");
  expect(parseScopes(`a${token}`)).toEqual([`a${token}`]);
});

test.each([
  ["useraccount,openid", "by spaces, not by commas"],
  ["useraccount, openid", "by spaces, not by commas"],
  ["useraccount%20openid", "plain spaces"],
  ['a"b', "visible ASCII"],
  ["a\\b", "visible ASCII"],
  ["é", "visible ASCII"],
  ["a\u200bb", "visible ASCII"],
])("%j is refused", (text, reason) => {
  expect(() => parseScopes(text)).toThrow(`scopes: must be`);
  expect(() => parseScopes([text])).toThrow(reason);
});
