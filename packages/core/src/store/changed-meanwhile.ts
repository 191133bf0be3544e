import type { Profile } from "./profile.ts";
import { type ProfilePlace, parseProfileText, readProfileText } from "./profile-file.ts";
import { hasSameOwner } from "./same-owner.ts";

type Ours = Pick<Profile, "settings" | "login">;

/**
 * What somebody did to the file since it was read, who does not care for locks: an editor, a backup.
 *
 * Yields the settings to write, which are theirs where nothing else was changed, or the whole of theirs where its tokens
 * came later than ours.
 */
export function changedMeanwhile(
  before: string | undefined,
  ours: Ours,
  place: ProfilePlace,
): { readonly newer?: Profile; readonly settings: Profile["settings"] } {
  const now = readProfileText(place);
  if (now === undefined || now === before) return ours;
  const theirs = parse(now, place);
  if (theirs === undefined || !hasSameOwner(theirs.settings, ours.settings)) return ours;
  const hasOldTokens = before !== undefined && parse(before, place)?.sealed.data === theirs.sealed.data;
  if (hasOldTokens) return { settings: theirs.settings };
  return ageOf(theirs) > ageOf(ours) ? { ...ours, newer: theirs } : ours;
}

const ageOf = ({ login }: Ours): number => login?.accessReceivedAt.getTime() ?? 0;

/** A file that is no profile (any more) is nobody's word against ours. */
function parse(text: string, place: ProfilePlace): Profile | undefined {
  try {
    return parseProfileText(text, place);
  } catch {
    return undefined;
  }
}
