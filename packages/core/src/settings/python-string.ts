import { configInvalid } from "./config-invalid.ts";
import { positionAt } from "./text-position.ts";

const opening = /(|[rbfu]|rb|br|fr|rf)("""|'''|["'“”„‘’‚])/iuy;
const escapeSequence =
  /\\(?:\n|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U(00(?:0\d|10)[\da-fA-F]{4})|([0-7]{1,3})|([abfnrtv\\'"]))/gu;
const letters: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
const instancePlaceholder = /^(?:your[-_ ]?)?instance(?:[-_ ]?name)?$/iu;

/** A string literal's text, and the offset behind it. */
interface PythonString {
  readonly text: string;
  readonly end: number;
}

/**
 * Reads the string that begins at `offset` (Python reference §2.5.1), also one in the curly quotes that word
 * processors make; undefined when there is none.
 *
 * `{instance}` in an f-string becomes `instance`. Throws CONFIG_INVALID for another expression, or no closing quote.
 */
export function readPythonString(text: string, offset: number, instance: string): PythonString | undefined {
  opening.lastIndex = offset;
  const [head = "", prefix = "", quote] = opening.exec(text) ?? [];
  if (quote === undefined) return undefined;
  const start = offset + head.length;
  const bodyEnd = findEnd(text, start, quote);
  if (bodyEnd === undefined) throw fault(text, offset, "must have its closing quote");
  const body = text.slice(start, bodyEnd);
  const filled = /f/iu.test(prefix) ? fill(body, instance) : body;
  if (filled === undefined) throw notData(text, offset);
  return { text: /r/iu.test(prefix) ? filled : decodeEscapes(filled), end: bodyEnd + quote.length };
}

/** Code where a name with its value belongs. */
export function notData(text: string, offset: number) {
  return fault(
    text,
    offset,
    'must be name = "value": a settings file is read as data, and code in it is not run',
  );
}

function fault(text: string, offset: number, message: string) {
  return configInvalid([{ kind: "invalid", message, ...positionAt(text, offset) }]);
}

function findEnd(text: string, start: number, quote: string): number | undefined {
  for (let offset = start; offset < text.length; offset += 1) {
    const character = text.charAt(offset);
    if (character === "\n" && quote.length === 1) return undefined;
    // In a raw string too, a backslash keeps the quote after it from closing.
    if (character === "\\") offset += 1;
    else if (quote.length === 1 ? closers(quote).includes(character) : text.startsWith(quote, offset))
      return offset;
  }
  return undefined;
}

function closers(quote: string): string {
  if ("“”„".includes(quote)) return '“”"';
  return "‘’‚".includes(quote) ? "‘’'" : quote;
}

function fill(body: string, instance: string): string | undefined {
  let isData = true;
  const filled = body.replace(/\{\{|\}\}|\{([^{}]*)\}|[{}]/gu, (field, name: string | undefined) => {
    isData &&= name === undefined ? field.length === 2 : instancePlaceholder.test(name);
    if (name === undefined) return field.charAt(0);
    return name === "instance" ? instance : field;
  });
  return isData ? filled : undefined;
}

function decodeEscapes(body: string): string {
  return body.replace(escapeSequence, (_whole, ...groups: (string | undefined)[]) => {
    const hexadecimal = groups.slice(0, 3).find((digits) => digits !== undefined);
    const [octal, letter] = groups.slice(3);
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return letter === undefined ? "" : (letters[letter] ?? letter);
  });
}
