import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { styleFor } from "./style.ts";

/** A terminal that shows colours where Node would say so, of the given width. */
const terminal = (columns = 80) =>
  Object.assign(new PassThrough(), { isTTY: true, columns, hasColors: () => true });
const plain = (columns: number) => styleFor(Object.assign(new PassThrough(), { columns }), {});
const red = "\u001b[31mred\u001b[39m";

describe("colours", () => {
  test("are shown on a terminal that has them, and nowhere else", () => {
    expect(styleFor(terminal(), {}).red("red")).toBe(red);
    expect(styleFor(new PassThrough(), {}).red("red")).toBe("red");
  });

  test("are left out under NO_COLOR, which FORCE_COLOR does not overrule", () => {
    expect(styleFor(terminal(), { NO_COLOR: "1", FORCE_COLOR: "1" }).red("red")).toBe("red");
  });

  test.each([
    ["1", red],
    ["0", "red"],
  ])("follow FORCE_COLOR=%s off a terminal", (FORCE_COLOR, expected) => {
    expect(styleFor(new PassThrough(), { FORCE_COLOR }).red("red")).toBe(expected);
  });
});

describe("a line is written anew in its place", () => {
  test.each([
    ["on a terminal", terminal(), "xterm", true],
    ["not on a dumb terminal", terminal(), "dumb", false],
    ["not off terminals", new PassThrough(), "xterm", false],
  ])("%s", (_, output, TERM, expected) => {
    expect(styleFor(output, { TERM }).redraws).toBe(expected);
  });
});

test("text fills 80 columns at most, the window when it is narrower, and 80 where no width is known", () => {
  const widthOf = (output: Parameters<typeof styleFor>[0]) =>
    Math.max(
      ...styleFor(output, {})
        .wrap("ab ".repeat(99))
        .split("\n")
        .map(({ length }) => length),
    );
  expect(widthOf(terminal(200))).toBe(80);
  expect(widthOf(terminal(41))).toBe(41);
  expect(widthOf(terminal(0))).toBe(80);
  expect(widthOf(new PassThrough())).toBe(80);
});

describe("an address", () => {
  const url = "https://dev12345.service-now.com/oauth_auth.do?a=b&c=d";
  const link = `\u001b]8;;${url}\u001b\\${url}\u001b]8;;\u001b\\`;
  const kitty = { TERM: "xterm-kitty" };

  test.each([
    { TERM: "xterm-kitty" },
    { TERM_PROGRAM: "vscode" },
    { WT_SESSION: "1" },
    { VTE_VERSION: "7600" },
  ])("is a hyperlink where the terminal is known to read it: %o", (environment) => {
    expect(styleFor(terminal(), environment).link(url)).toBe(link);
  });

  test.each([{}, { TERM: "xterm-256color" }, { ...kitty, TMUX: "/tmp/x" }, { VTE_VERSION: "5000" }])(
    "stays plain elsewhere: %o",
    (environment) => {
      expect(styleFor(terminal(), environment).link(url)).toBe(url);
    },
  );

  test("stays plain off terminals", () => {
    expect(styleFor(new PassThrough(), kitty).link(url)).toBe(url);
  });

  test.each([
    "https://a.example/\u001b\\\u001b]52;c;QQ==\u0007",
    "https://a.example/\u0007",
    "javascript:alert(1)",
  ])("that could end the sequence, or is none of the web, is not made a hyperlink: %j", (bad) => {
    expect(styleFor(terminal(), kitty).link(bad)).not.toContain("\u001b]8");
  });
});

describe("a paragraph", () => {
  test("breaks at spaces, later lines indented as asked", () => {
    expect(plain(11).wrap("one two three four", { indent: "- ", hanging: "  " })).toBe(
      "- one two\n  three\n  four",
    );
  });

  test("never breaks a word, so that an address stays whole", () => {
    const address = `https://${"x".repeat(50)}`;
    expect(plain(20).wrap(`open ${address} now`)).toBe(`open\n${address}\nnow`);
  });

  test("does not count colours as width", () => {
    expect(plain(7).wrap("\u001b[31mone\u001b[39m two")).toBe("\u001b[31mone\u001b[39m two");
  });

  test.each([
    ["clears the screen", "a\u001b[2Jb"],
    ["sets the title", "a\u001b]0;x\u0007b"],
    ["writes the clipboard", "a\u001b]52;c;QQ==\u001b\\b"],
    ["links elsewhere under its own text", "a\u001b]8;;http://evil.example\u0007b"],
    ["writes over the line", "a\rb"],
    ["adds a line", "a\nb\u2028c\u0085d"],
    ["turns the reading direction", "a\u202eb\u2066c"],
    ["uses the 8-bit controls", "a\u009b2Jb"],
  ])("takes the effect from text that %s", (_, text) => {
    const shown = plain(80).wrap(text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    expect(shown).toMatch(/^a.*b/);
  });
});

describe("a panel", () => {
  const rows = [
    ["Client ID", "0123"],
    ["Access token", "in the file; dies in 30 minutes"],
  ] as const;

  test("shows its values in one column, and goes on there", () => {
    expect(plain(44).panel("For the form", rows, ["Signed in as A."])).toBe(
      [
        "── For the form ────────────────────────────",
        "  Client ID       0123",
        "  Access token    in the file; dies in 30",
        "                  minutes",
        "",
        "  Signed in as A.",
        "────────────────────────────────────────────",
      ].join("\n"),
    );
  });

  test("puts the values below their labels in a narrow window", () => {
    expect(plain(20).panel("For the form", rows)).toBe(
      [
        "── For the form ────",
        "  Client ID",
        "    0123",
        "  Access token",
        "    in the file;",
        "    dies in 30",
        "    minutes",
        "────────────────────",
      ].join("\n"),
    );
  });
});
