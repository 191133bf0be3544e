import { type Advice, listNames } from "@nowtoken/core";
import { distance } from "fastest-levenshtein";

/** The commands by their names, each with its flags. */
export type Manifest = Readonly<Record<string, { readonly flags: object }>>;

/** The members by which oclif's own errors differ; their messages repeat what was typed, so they are not shown. */
interface UsageError {
  readonly oclif?: { readonly exit?: number | false };
  readonly flags?: readonly string[];
  /** The words that are too many, or what is declared of the arguments that are missing. */
  readonly args?: readonly (string | { readonly name: string })[];
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
  const tooMany = {
    message: "There is an argument too many.",
    fix: [
      ...(takesProfile(command, manifest) ? ["A profile is named with --profile NAME."] : []),
      "A redirected URL or a secret is never an argument: it goes to standard input or the prompt.",
      ...help,
    ],
  };
  if (/^command [\s\S]* not found$/.test(message)) {
    if (beginsWith(argv, command)) return tooMany;
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
  const missing = args?.flatMap((arg) => (typeof arg === "string" ? [] : [arg.name.toUpperCase()])) ?? [];
  if (missing.length > 0) return { message: tellMissing(missing), fix: help };
  if (args !== undefined) return tooMany;
  return { message: "The command line cannot be read.", fix: help };
}

const textBehindHyphens =
  'A text that begins with a hyphen goes behind --, or to standard input: nowtoken explain -- "…", nowtoken explain -';

function tellMissing(names: readonly string[]): string {
  const [subject, verb] = names.length === 1 ? ["argument", "is"] : ["arguments", "are"];
  return `The ${subject} ${listNames(names)} ${verb} missing.`;
}

const takesProfile = (command: string | undefined, manifest: Manifest): boolean =>
  command !== undefined && Object.hasOwn(manifest[command]?.flags ?? {}, "profile");

/** Whether a command line begins with a command: oclif takes the words behind one without arguments for its name. */
const beginsWith = (argv: readonly string[], command: string | undefined): boolean =>
  command !== undefined && `${argv.join(":")}:`.startsWith(`${command}:`);

/** The command that the words before any flag name; a group and its command are two of them. */
export function commandOf(argv: readonly string[], manifest: Manifest): string | undefined {
  const pairs = argv.slice(1).map((word, index) => `${argv[index]}:${word}`);
  return [...pairs, ...argv].find((id) => Object.hasOwn(manifest, id));
}

/** What was meant: a command, one of a group when the group was named, or nearly. */
function suggestCommand([first = "", second]: readonly string[], ids: readonly string[]): string {
  if (second === undefined) return suggest(first, ids.map(toWords));
  const pair = `${first} ${second}`;
  const inGroup = ids.filter((id) => id.startsWith(`${first}:`)).map(toWords);
  if (inGroup.length > 0) return suggest(pair, inGroup);
  const pairs = ids.filter((id) => id.includes(":")).map(toWords);
  return suggest(findNear(pair, pairs) ?? first, ids.map(toWords));
}

export const toWords = (id: string): string => id.replaceAll(":", " ");

/** The nearest of the known names when it is near, else one that begins so. */
function suggest(typed: string | undefined, known: readonly string[]): string {
  const word = typed?.split("=")[0] ?? "";
  const meant = findNear(word, known) ?? findLonger(word, known);
  return meant === undefined ? "." : `; did you mean ${meant}?`;
}

function findNear(word: string, known: readonly string[]): string | undefined {
  const length = lengthOf(word);
  // Two letters that changed places are two steps.
  const steps = Math.max(length < 4 ? 1 : 2, length / 3);
  return byDistance(word, known).find((name) => distance(word, name) <= steps);
}

const findLonger = (word: string, known: readonly string[]): string | undefined =>
  lengthOf(word) > 2 ? byDistance(word, known).find((name) => name.startsWith(word)) : undefined;

const byDistance = (word: string, known: readonly string[]): readonly string[] =>
  known.toSorted((a, b) => distance(word, a) - distance(word, b));

/** The hyphens that all flags begin with are no likeness. */
const lengthOf = (word: string): number => word.replace(/^-+/u, "").length;
