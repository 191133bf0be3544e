import { expect, test } from "vitest";
import { cleanRemoteText, redact } from "./clean-text.ts";

const clean = (text: string) => cleanRemoteText(text, { limit: 200 });

test.each([
  ["a clear screen", "a\x1b[2Jb", "ab"],
  ["a colour", "\x1b[1;31mred\x1b[0m", "red"],
  ["a window title ended by BEL", "a\x1b]0;title\x07b", "ab"],
  ["a window title ended by ST", "a\x1b]0;title\x1b\\b", "ab"],
  ["a link", "\x1b]8;;https://elsewhere.example\x1b\\click\x1b]8;;\x1b\\", "click"],
  ["a clipboard write", "a\x1b]52;c;ZXZpbA==\x07b", "ab"],
  ["a device control string", "a\x1bP1$r0m\x1b\\b", "ab"],
  ["a control string without an end", "a\x1b]0;title", "a"],
  ["a reset and a character set", "a\x1bcb\x1b(0c", "abc"],
  ["a lone ESC", "a\x1b", "a"],
  ["C1 forms of CSI and OSC", "a\x9b2Jb\x9d0;x\x9cc", "a2Jb0;xc"],
  ["a carriage return that overwrites", "good\revil", "good evil"],
  ["line breaks of every kind", "a\r\nb\u2028c\u2029d\x85e\vf\fg", "a b c d e f g"],
  ["NUL, backspace, DEL", "a\0b\bc\x7fd", "abcd"],
  ["right-to-left override and isolates", "a\u202eb\u2066c\u2069d\u200fe", "abcde"],
  ["zero-width characters, soft hyphen, byte order mark", "a\u200bb\u200dc\u00add\ufeffe\u2060f", "abcdef"],
  ["half a surrogate pair", "a\ud800b", "ab"],
  ["runs of blanks", "  a \u00a0\t b  ", "a b"],
])("remote text loses %s (threats 23, 24)", (_, text, expected) => {
  expect(clean(text)).toBe(expected);
});

test("remote text keeps letters, emoji and punctuation of every script", () => {
  expect(clean("Zugriff verweigert – доступ запрещён, 禁止 🚫")).toBe(
    "Zugriff verweigert – доступ запрещён, 禁止 🚫",
  );
});

test("remote text is capped, never in the middle of a character", () => {
  expect(clean("x".repeat(200))).toBe("x".repeat(200));
  expect(clean("x".repeat(201))).toBe(`${"x".repeat(199)}…`);
  expect(cleanRemoteText("🚫🚫🚫", { limit: 4 })).toBe("🚫…");
});

test.each(["\x1b]", "\x1b[", "\x1b[0;", "\x9d", " \u200b"])("100 kB of %j are cleaned at once", (piece) => {
  const started = performance.now();
  clean(piece.repeat(100_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(1000);
});

const secret = 's3cr+t/&"~ ü\\';
const encoded = (text: string) => Buffer.from(text).toString("base64");

test.each([
  ["as it is", secret],
  ["percent-encoded", encodeURIComponent(secret)],
  [
    "percent-encoded in lower case",
    encodeURIComponent(secret).replace(/%../g, (octet) => octet.toLowerCase()),
  ],
  ["form-encoded", new URLSearchParams({ client_secret: secret }).toString()],
  ["JSON-escaped", JSON.stringify({ secret })],
  ["in base64", encoded(secret)],
  ["in base64url", Buffer.from(secret).toString("base64url")],
  ["in a Basic header behind one character", encoded(`i:${secret}`)],
  ["in a Basic header behind two characters", encoded(`id:${secret}`)],
  ["in base64 with text behind it", encoded(`${secret} and more`)],
])("a secret is redacted %s (threat 36)", (_, text) => {
  const shown = redact(`before ${text} after`, [undefined, secret]);
  expect(shown).toMatch(/^before .*•••.* after$/);
  expect(shown).not.toContain("s3cr");
  expect(shown).not.toContain(encoded("s3cr").slice(0, 5));
});

test("redaction leaves everything else alone, and takes the longest secret first", () => {
  expect(redact("a code abc and abcdef", ["", undefined, "abc", "abcdef"])).toBe("a code ••• and •••");
});

test("a secret that marks hide, or that the cap would cut, is redacted all the same", () => {
  const options = { limit: 20, secrets: ["topsecretvalue"] };
  expect(cleanRemoteText("is top\u200bsecret\x1b[0mvalue", options)).toBe("is •••");
  expect(cleanRemoteText("0123456789topsecretvalue", options)).toBe("0123456789•••");
});
