import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { configInvalid } from "./config-invalid.ts";
import type { FileEntry } from "./file-entries.ts";
import { positionAt } from "./text-position.ts";

const expectations: Readonly<Record<string, string>> = {
  PropertyNameExpected: "a name in double quotes is expected",
  ColonExpected: "a colon is expected",
  CommaExpected: "a comma is expected",
  ValueExpected: "a value is expected",
  CloseBraceExpected: 'a closing "}" is expected',
  CloseBracketExpected: 'a closing "]" is expected',
  EndOfFileExpected: "the end of the file is expected",
  InvalidCommentToken: "JSON has no comments",
  InvalidSymbol: "names and texts stand in double quotes",
  UnexpectedEndOfString: "a closing double quote is expected",
  InvalidCharacter: "a control character must be escaped",
  InvalidEscapeCharacter: "a backslash must be doubled",
};

/** The members of a JSON object; `$schema` is left out. Throws CONFIG_INVALID with line and column. */
export function readJsonEntries(text: string): FileEntry[] {
  const root = parse(text);
  const fault = { kind: "invalid", message: "must be a JSON object" } as const;
  if (root?.type !== "object") throw configInvalid([{ ...fault, ...positionAt(text, root?.offset ?? 0) }]);
  return (root.children ?? []).flatMap(({ offset, children: [name, value] = [] }) =>
    name === undefined || value === undefined || name.value === "$schema"
      ? []
      : [{ name: String(name.value), value: getNodeValue(value), position: positionAt(text, offset) }],
  );
}

function parse(text: string): Node | undefined {
  const errors: ParseError[] = [];
  const root = parseNested(text, errors);
  const [error] = errors;
  if (error === undefined) return root;
  const expectation = expectations[printParseErrorCode(error.error)] ?? "a number or text is malformed";
  const message = `must be valid JSON: ${expectation}`;
  throw configInvalid([{ kind: "invalid", message, ...positionAt(text, error.offset) }]);
}

function parseNested(text: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text, errors, {
      disallowComments: true,
      allowTrailingComma: false,
      allowEmptyContent: false,
    });
  } catch {
    // The parser goes one call deeper with each bracket.
    throw configInvalid([{ kind: "invalid", message: "must be a JSON object without deep nesting" }]);
  }
}
