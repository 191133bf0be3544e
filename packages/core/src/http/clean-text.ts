/** What {@link cleanRemoteText} does besides cleaning. */
export interface CleanTextOptions {
  /** The most UTF-16 code units that come back. */
  readonly limit: number;
  /** Values that must not show, see {@link redact}; looked for before the text is cut, so that no half of one stays. */
  readonly secrets?: readonly (string | undefined)[];
}

const mask = "•••";
// ECMA-48 §5.6: OSC, DCS, SOS, PM, APC run to BEL or ST; one without an end swallows the rest, as in a terminal.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlString = /\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?/g;
// ECMA-48 §5.4: CSI, parameters, intermediates, one final byte; then the two-byte and three-byte sequences.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlSequence = /\x1b(?:\[[0-?]*[ -/]*[@-~]?|[ -/]*[0-~]?)/g;
const blank = /[\t-\r\x85\p{Z}]/gu;
// Controls; format characters (bidirectional and zero-width marks, soft hyphen, tags); halves of a surrogate pair.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/**
 * Makes text from outside fit to be shown or logged: no terminal sequence, control, bidirectional or zero-width
 * character, one line, at most `limit` long.
 */
export function cleanRemoteText(text: string, { limit, secrets = [] }: CleanTextOptions): string {
  const plain = text
    .replace(controlString, "")
    .replace(controlSequence, "")
    .replace(blank, " ")
    .replace(invisible, "")
    .replace(/ +/g, " ")
    .trim();
  const safe = redact(plain, secrets);
  return safe.length <= limit ? safe : `${safe.slice(0, limit - 1).replace(/\p{Cs}$/u, "")}…`;
}

/** Replaces each secret, also where it stands percent-encoded, form-encoded, JSON-escaped or within base64, by `•••`. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  return secrets
    .flatMap((secret) => (secret ? spellings(secret) : []))
    .sort((one, other) => other.length - one.length)
    .reduce((rest, spelling) => rest.replaceAll(spelling, mask), text);
}

function spellings(secret: string): string[] {
  const form = new URLSearchParams([["", secret]]).toString().slice(1);
  const percent = [encodeURIComponent(secret.toWellFormed()), form, form.replaceAll("+", "%20")];
  const lowerCase = percent.map((text) => text.replace(/%../g, (octet) => octet.toLowerCase()));
  return [secret, JSON.stringify(secret).slice(1, -1), ...percent, ...lowerCase, ...base64Spellings(secret)];
}

/** What stays the same of `secret` in base64 wherever it stands in the encoded text, e.g. behind `client-id:`. */
function base64Spellings(secret: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    const own = bytes
      .toString("base64")
      .slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
    // Fewer characters than this stand in innocent text too.
    return own.length < 6 ? [] : [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
