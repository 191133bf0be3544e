import { AuthError, type RedirectFault } from "./errors.ts";

/** A redirect as far as it can be read before anybody trusts it. */
export interface PastedRedirect {
  /** Where the browser ended; undefined when only the query was pasted. */
  readonly location: URL | undefined;
  readonly parameters: URLSearchParams;
}

const maximumLength = 64 * 1024;
// White space of every kind, and characters that have no width: terminals, mail programs and chats add them.
const invisible = /[\s\p{Default_Ignorable_Code_Point}]+/gu;
const wrappings = "<> () [] \"\" '' `` «» »« “” „“ „” ”” ‘’ ‚‘ ‚’ ‹› ›‹".split(" ");
// "URL: https://…", the blank gone already.
const label = /^[^/?#&=<>()[\]"'`«»„“”‚‘’‹›]+?(?=[<(["'`«»„“”‚‘‹›]?https?:\/\/)/iu;
const escapes = /%[0-9a-f]{2}/iu;

/**
 * Reads what a person pasted as the redirected address: a whole URL, one without its scheme, or the query alone; in
 * quotes, behind a label, wrapped over lines, with `&amp;`, with invisible characters, or percent-encoded as a whole.
 *
 * Throws REDIRECT_MALFORMED.
 */
export function readPastedRedirect(pasted: string): PastedRedirect {
  if (pasted.length > maximumLength) throw malformed("too-long", "expected an address of at most 64 KiB");
  const text = decodeWhole(
    unwrap(unwrap(pasted.replace(invisible, "")).replace(label, ""))
      .replace(/&amp;/giu, "&")
      .replace(/&#0?38;/gu, "&"),
  );
  if (text === "") throw malformed("empty", "expected the redirected address");
  const location = readLocation(text);
  const query = location === undefined ? text.replace(/^[?&]+/u, "").replace(/#.*$/su, "") : location.search;
  const parameters = new URLSearchParams(query);
  if (location === undefined && !looksLikeQuery(parameters)) {
    // A code alone may end in the padding of base64.
    throw /[?&]|=[^=]|\.[^/]+\//u.test(text)
      ? malformed("unreadable", "expected the whole redirected address")
      : malformed("bare-code", 'expected the whole redirected address, not the "code" alone');
  }
  for (const [name, value] of parameters) {
    if (escapes.test(value) && ["code", "state"].includes(name)) {
      throw malformed("encoded-twice", `"${name}" must be percent-encoded once`, name);
    }
  }
  return { location, parameters };
}

/** Takes off quotes and brackets around the whole: one alone at the end may belong to the code. */
function unwrap(text: string): string {
  let [start, end] = [0, text.length];
  while (end - start > 1 && wrappings.includes(text.charAt(start) + text.charAt(end - 1))) {
    start += 1;
    end -= 1;
  }
  return text.slice(start, end);
}

/** An address that was percent-encoded as a whole has no delimiter of its own left. */
function decodeWhole(text: string): string {
  if (/[?=&]/u.test(text) || !/%(?:3d|3f|26)/iu.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformed("unreadable", "expected valid percent-encoding");
  }
}

function readLocation(text: string): URL | undefined {
  if (/^[a-z][a-z0-9+.-]*:/iu.test(text) && !/^[a-z0-9.-]+:\d+\//iu.test(text)) {
    const location = URL.parse(text);
    if (location !== null && /^https?:$/u.test(location.protocol)) return location;
    throw malformed("unreadable", "expected a valid http or https address");
  }
  // Browsers hide the scheme in the address bar, and some copy it so.
  const withoutScheme = /^[^/?#=&\s]+\.[^/?#=&\s]+\/[^?]*\?/u.test(text) || /^localhost[:/]/iu.test(text);
  const scheme = /^(?:localhost|127\.0\.0\.1|\[::1\])[:/]/iu.test(text) ? "http" : "https";
  return withoutScheme && URL.canParse(`${scheme}://${text}`) ? new URL(`${scheme}://${text}`) : undefined;
}

function looksLikeQuery(parameters: URLSearchParams): boolean {
  return ["code", "state", "error"].some((name) => parameters.has(name));
}

function malformed(
  reason: RedirectFault,
  message: string,
  parameter?: string,
): AuthError<"REDIRECT_MALFORMED"> {
  return new AuthError(
    "REDIRECT_MALFORMED",
    message,
    parameter === undefined ? { reason } : { reason, parameter },
  );
}
