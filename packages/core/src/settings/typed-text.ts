// White space of every kind (no-break space and byte order mark included), zero-width characters.
const surrounding = /\s|\u200b|\u200c|\u200d|\u2060/u;
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[^\S ]/u;
const quotePairs = ['""', "''", "``", "“”", "‘’", "„“", "«»"];
const brackets = /[<{][^<>{}]*[>}]/u;
const instruction = /^(?:your[-_ ]?(?:service-?now|instance|client|secret)[\w -]*|instance[-_ ]?name)$/iu;

/** Takes off what pasting leaves around a value: white space and characters without width. */
export function trimTyped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && surrounding.test(text.charAt(start))) start += 1;
  while (end > start && surrounding.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** The same, and one pair of quotes. */
export function unquoteTyped(text: string): string {
  const trimmed = trimTyped(text);
  return isQuoted(trimmed) ? trimTyped(trimmed.slice(1, -1)) : trimmed;
}

/** Whether a text begins and ends with quotes that belong together. */
export function isQuoted(text: string): boolean {
  return text.length > 1 && quotePairs.includes(text.charAt(0) + text.charAt(text.length - 1));
}

/** Whether a text holds a character that nobody sees: control, format, no-break, or half of a surrogate pair. */
export function hasHiddenCharacter(text: string): boolean {
  return hidden.test(text);
}

/** Whether a text still holds a `{placeholder}` or `<placeholder>`. */
export function holdsPlaceholder(text: string): boolean {
  return brackets.test(text) || isInstruction(text);
}

/** Whether a text as a whole is a placeholder; generated secrets may well hold brackets of their own. */
export function isPlaceholder(text: string): boolean {
  return /^\$?[<{[][a-z][\w -]{2,}[>}\]]$/iu.test(text) || isInstruction(text);
}

/** Whether a text only says what belongs in its place: `your-instance`, `instance_name`. */
function isInstruction(text: string): boolean {
  return instruction.test(text);
}
