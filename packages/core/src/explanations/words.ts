/** The longest text that is looked at, in UTF-16 code units from its beginning and from its end. */
const halfLimit = 128 * 1024;
const entities: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: "<",
  gt: ">",
  amp: "&",
  nbsp: " ",
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: ECMA-48 §5.4, what terminals colour with
const colours = /\x1b\[[0-?]*[ -/]*[@-~]/gu;

/**
 * The words of a text as people paste it, lower case, one blank around each: ` error access denied `.
 *
 * JSON's and Python's escapes, HTML's entities and tags, percent-encoding, terminal colours, invisible characters and
 * letters of other widths are undone first. A text with tags stands there twice, with them and without.
 */
export function toWords(text: string): string {
  const short = text.length <= 2 * halfLimit ? text : `${text.slice(0, halfLimit)} ${text.slice(-halfLimit)}`;
  const plain = short
    .replace(colours, "")
    .replace(/\\{1,8}u([0-9a-f]{4})/giu, (_, hexadecimal) =>
      String.fromCharCode(Number.parseInt(hexadecimal, 16)),
    )
    .replace(/\\{1,8}[nrt]/gu, " ")
    .replace(/%([2-7][0-9a-f])/giu, (_, hexadecimal) => String.fromCharCode(Number.parseInt(hexadecimal, 16)))
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{1,8}));/giu, decodeEntity)
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  const isMarkup = /<[a-z!/][^<>]*>/iu.test(plain);
  return wordsOf(isMarkup ? `${plain} ${plain.replace(/<[a-z!/][^<>]*>/giu, " ")}` : plain);
}

function wordsOf(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
}

function decodeEntity(whole: string, hexadecimal?: string, decimal?: string, name = ""): string {
  const number = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal ?? Number.NaN);
  if (Number.isNaN(number)) return entities[name.toLowerCase()] ?? whole;
  return number <= 0x10ffff ? String.fromCodePoint(number) : " ";
}
