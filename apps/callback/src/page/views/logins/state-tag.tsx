import type { ProfileState } from "@nowtoken/core";

const tags: Record<ProfileState | "unreadable", readonly [look: string, words: string] | undefined> = {
  ok: undefined,
  due: ["due", "due soon"],
  expired: ["dead", "dead"],
  refused: ["dead", "refused"],
  "no-tokens": ["due", "no tokens"],
  unreadable: ["dead", "unreadable"],
};

/** Says in a word, and a colour, what is wrong with a login; nothing where nothing is. */
export const StateTag = ({ state }: { readonly state: keyof typeof tags }) => {
  const tag = tags[state];
  return tag === undefined ? null : <span class={`tag ${tag[0]}`}>{tag[1]}</span>;
};
