import { nearestName } from "../settings/nearest-name.ts";
import { type ExaminationResult, ok, warning } from "./examination.ts";

const prefix = "NOWTOKEN_";

/** Looks for variables that are meant for nowtoken and that nothing here reads; values are never repeated. */
export async function examineVariables(
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): Promise<ExaminationResult> {
  const given = Object.keys(environment).filter((name) => name.toUpperCase().startsWith(prefix));
  // Windows does not tell upper from lower case in the names of variables.
  const isKnown = (name: string) => known.includes(process.platform === "win32" ? name.toUpperCase() : name);
  const unknown = given.filter((name) => !isKnown(name)).toSorted();
  const facts = { given: given.toSorted(), unknown };
  if (unknown.length === 0) {
    const count = given.length === 1 ? "1 variable" : `${given.length} variables`;
    return ok(given.length === 0 ? "No NOWTOKEN_ variable is set." : `${count} of nowtoken, all known.`, {
      facts,
    });
  }
  const sentences = await Promise.all(unknown.map((name) => describeUnknown(name, known)));
  return warning(sentences.join(" "), {
    fix: ["Correct its name, or take it away: nobody reads it."],
    facts,
  });
}

async function describeUnknown(name: string, known: readonly string[]): Promise<string> {
  // What all names begin with is no likeness.
  const rest = known.map((candidate) => candidate.slice(prefix.length));
  const nearest = await nearestName(name.slice(prefix.length), rest);
  const meant = nearest === undefined ? "" : `; did you mean ${prefix}${nearest}?`;
  return `${name} is no variable of nowtoken${meant || "."}`;
}
