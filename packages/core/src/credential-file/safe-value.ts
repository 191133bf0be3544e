// Control characters, lone surrogates, and the line separators U+2028 and U+2029: any of them could forge a line.
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whether a value stays on its line, whatever reads it. */
export const isPrintable = (value: string): boolean => !unprintable.test(value);

/** What parseEnv of node:util, the dotenv package and a POSIX shell all read back as `value`; undefined where there is no such spelling. */
export function quoteForShell(value: string): string | undefined {
  if (/^[\w.:/@%+,=-]*$/.test(value)) return value;
  // No kind of quote has an escape that all readers know, and a backslash at the end would swallow the closing quote.
  if (/^[^']*[^'\\]$/.test(value)) return `'${value}'`;
  return /^[^"\\$`]+$/.test(value) ? `"${value}"` : undefined;
}

/** The same, without regard to a shell. */
export function quoteForDotenv(value: string): string | undefined {
  const quoted = quoteForShell(value);
  if (quoted !== undefined) return quoted;
  if (/^[^`]*[^`\\]$/.test(value)) return `\`${value}\``;
  return /^[^\s'"`#](?:[^#]*[^\s#])?$/.test(value) ? value : undefined;
}
