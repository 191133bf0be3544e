import { userInfo } from "node:os";
import { homeFolder, type Surroundings } from "../credential-file/home-folder.ts";
import type { LastFailure } from "../explanations/last-failure.ts";
import { redact } from "../http/clean-text.ts";
import type { Diagnosis } from "./diagnose.ts";
import { plainDiagnosis } from "./plain-diagnosis.ts";

/** What goes into a file for support. */
export interface SupportCase {
  readonly at: Date;
  readonly diagnosis: Diagnosis;
  readonly lastFailure: LastFailure | undefined;
}

/** What must not show in it. */
export interface Private {
  readonly secrets: readonly string[];
  readonly surroundings: Surroundings;
}

const mask = "•••";
// A token or code of an instance has 86 characters of this alphabet; a JWT is three stretches of it with dots between.
const tokenLike = /[\w-]{80,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;

/**
 * A diagnosis as JSON for somebody else to read: home is `~`, the account's name in paths `USER`, and whatever is, or
 * looks like, a secret is masked.
 *
 * The finished text is searched again before it is given out. Throws an Error when it holds something that it must not,
 * which would be a bug.
 */
export function renderSupportBundle(content: SupportCase, hidden: Private): string {
  const { at, diagnosis, lastFailure } = content;
  const hide = createVeil(hidden);
  const document = { version: 1, at, ...plainDiagnosis(diagnosis), lastFailure: lastFailure ?? null };
  const text = `${JSON.stringify(document, (_, value) => (typeof value === "string" ? hide(value) : value), 2)}\n`;
  if (hide(text) !== text) throw new Error("expected a bundle without secrets");
  return text;
}

function createVeil({ secrets, surroundings }: Private): (text: string) => string {
  const home = homeFolder(surroundings);
  const user = accountName()?.toLowerCase();
  // The root folder says nothing about anybody.
  const homes = home === undefined || home.length < 2 ? [] : [home, JSON.stringify(home).slice(1, -1)];
  const hideUser = (whole: string, separator: string, name: string) =>
    name.toLowerCase() === user ? `${separator}USER` : whole;
  return (text) => {
    const safe = redact(text, secrets).replace(tokenLike, mask);
    const moved = homes.reduce((rest, path) => rest.replaceAll(path, "~"), safe);
    return moved.replace(/([\\/])([^\\/"'`:;,\s]+)/g, hideUser);
  };
}

function accountName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    // The account need not be in the system's list, as in a container.
    return undefined;
  }
}
