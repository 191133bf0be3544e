import { isPrintable, quoteForShell } from "../credential-file/safe-value.ts";
import { AuthError, type FileFault } from "../errors.ts";
import type { Rendering } from "./connector.ts";

/** A field with its value. */
export interface FilledField {
  readonly label: string;
  readonly value: string | number | readonly string[];
  /** Whether it is to be kept out of sight. */
  readonly isSecret: boolean;
}

/** What a rendering needs besides the fields. */
interface Document {
  readonly title: string;
  /** Names the file in an error. */
  readonly path: string;
}

type Render = (fields: readonly FilledField[], document: Document) => string;

/** How each rendering is written. Throws CREDENTIAL_FILE_UNWRITABLE for a value that it cannot hold. */
export const renderings: Readonly<Record<Rendering, Render>> = {
  sheet: (fields, document) => `${document.title}\n\n${lines(fields, document)}`,
  lines,
  ini: (fields, document) => `[nowtoken]\n${each(fields, document, stanzaLine)}`,
  env: (fields, document) => each(fields, document, variableLine),
  json: renderJson,
};

function lines(fields: readonly FilledField[], document: Document): string {
  return each(fields, document, (label, text) => `${label}: ${text}`);
}

/** One line a field; `toLine` gives undefined for what it cannot write. */
function each(
  fields: readonly FilledField[],
  { path }: Document,
  toLine: (label: string, text: string) => string | undefined,
): string {
  return fields
    .map(({ label, value }) => {
      const text = [value].flat().join(" ");
      if (!isPrintable(text)) throw unwritable(path, label, "control-character");
      const line = toLine(label, text);
      if (line === undefined) throw unwritable(path, label, "unquotable");
      return `${line}\n`;
    })
    .join("");
}

/** Splunk takes the rest of the line as it is, but for blanks around it and a backslash that goes on in the next. */
const stanzaLine = (label: string, text: string): string | undefined =>
  /^\S(?:.*[^\s\\])?$/u.test(text) ? `${label} = ${text}` : undefined;

function variableLine(label: string, text: string): string | undefined {
  const quoted = quoteForShell(text);
  return quoted === undefined ? undefined : `${label}=${quoted}`;
}

function renderJson(fields: readonly FilledField[], { path }: Document): string {
  for (const { label, value } of fields) {
    if (![value].flat().every((part) => isPrintable(String(part))))
      throw unwritable(path, label, "control-character");
  }
  return `${JSON.stringify(nest(fields), null, 2)}\n`;
}

/** An object of the fields; a dot in a label goes one level deeper. */
function nest(fields: readonly FilledField[]): object {
  const heads = Map.groupBy(fields, ({ label }) => label.split(".", 1)[0] ?? label);
  const members = [...heads].map(([head, inside]) => {
    const leaf = inside.find(({ label }) => label === head);
    if (leaf !== undefined) return [head, leaf.value];
    return [head, nest(inside.map((field) => ({ ...field, label: field.label.slice(head.length + 1) })))];
  });
  return Object.fromEntries(members);
}

function unwritable(path: string, label: string, reason: FileFault): AuthError {
  const message = reason === "unquotable" ? "must be quotable" : "must not hold control characters";
  return new AuthError("CREDENTIAL_FILE_UNWRITABLE", `${label} ${message}`, { path, reason, label });
}
