import type { Advice } from "@nowtoken/core";
import { distance } from "fastest-levenshtein";

/** The commands by their names, each with its flags. */
export type Manifest = Readonly<Record<string, { readonly flags: object }>>;

/** The members by which oclif's own errors differ; their messages repeat what was typed, so they are not shown. */
interface UsageError {
  readonly oclif?: { readonly exit?: number | false };
  readonly flags?: readonly string[];
  readonly args?: unknown;
  readonly message?: string;
}

/** Puts oclif's errors into words that repeat nothing of the command line; undefined for any other error. */
export function adviseOnUsage(
  error: unknown,
  argv: readonly string[],
  manifest: Manifest,
): Advice | undefined {
  const { oclif, flags, args, message = "" } = Object(error) as UsageError;
  if (oclif === undefined) return undefined;
  const command = commandOf(argv, manifest);
  const help = [
    ...(command === "explain" ? [textBehindHyphens] : []),
    `See \`nowtoken ${command === undefined ? "" : `${toWords(command)} `}--help\`.`,
  ];
  if (/^command [\s\S]* not found$/.test(message)) {
    return { message: `There is no such command${suggestCommand(argv, Object.keys(manifest))}`, fix: help };
  }
  if (Array.isArray(flags)) {
    const known = Object.keys(manifest[command ?? ""]?.flags ?? {}).map((name) => `--${name}`);
    return { message: `There is no such flag${suggest(flags[0], known)}`, fix: help };
  }
  const expected = /^Flag (--[a-z-]+) expects a value/.exec(message)?.[1];
  if (expected !== undefined) return { message: `${expected} needs a value.`, fix: help };
  const once = /^Flag (--[a-z-]+) can only be specified once/.exec(message)?.[1];
  if (once !== undefined) return { message: `${once} can be given only once.`, fix: help };
  if (args !== undefined) {
    return {
      message: "There is an argument too many.",
      fix: [
        "A redirected URL or a secret is never an argument: it goes to standard input or the prompt.",
        ...help,
      ],
    };
  }
  return { message: "The command line cannot be read.", fix: help };
}

const textBehindHyphens =
  'A text that begins with a hyphen goes behind --, or to standard input: nowtoken explain -- "…", nowtoken explain -';

/** The command that the words before any flag name; a group and its command are two of them. */
export function commandOf(argv: readonly string[], manifest: Manifest): string | undefined {
  const pairs = argv.slice(1).map((word, index) => `${argv[index]}:${word}`);
  return [...pairs, ...argv].find((id) => Object.hasOwn(manifest, id));
}

/** What was meant: a command, one of a group when the group was named. */
function suggestCommand([first = "", second]: readonly string[], ids: readonly string[]): string {
  const inGroup = ids.filter((id) => id.startsWith(`${first}:`)).map(toWords);
  return inGroup.length > 0 && second !== undefined
    ? suggest(`${first} ${second}`, inGroup)
    : suggest(first, ids.map(toWords));
}

export const toWords = (id: string): string => id.replaceAll(":", " ");

/** The nearest of the known names, when it is near. */
function suggest(typed: string | undefined, known: readonly string[]): string {
  const word = typed?.split("=")[0] ?? "";
  // The hyphens that all flags begin with are no likeness.
  const { length } = word.replace(/^-+/u, "");
  const byDistance = known.toSorted((a, b) => distance(word, a) - distance(word, b));
  const [nearest] = byDistance;
  if (nearest !== undefined && distance(word, nearest) <= Math.max(1, length / 3))
    return `; did you mean ${nearest}?`;
  const prefixed = length > 2 ? byDistance.find((name) => name.startsWith(word)) : undefined;
  return prefixed === undefined ? "." : `; did you mean ${prefixed}?`;
}
