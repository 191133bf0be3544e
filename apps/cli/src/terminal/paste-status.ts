import type { Style } from "./style.ts";

/** How long an authorization code lives on an instance, in seconds. */
const codeLifetime = 60;

export interface PasteStatus {
  readonly characters: number;
  readonly codeSeenAt: Date | undefined;
  readonly now: Date;
  readonly canOpenAgain: boolean;
}

/** One line on what has been pasted and how long the code still lives. */
export function describePaste(status: PasteStatus, style: Style): string {
  const { characters, codeSeenAt, now, canOpenAgain } = status;
  const pasted = characters === 0 ? "nothing pasted yet" : `pasted ${count(characters, "character")}`;
  // A line that filled the last column would wrap, and could not be written anew.
  const fit = (life: string) => `> ${pasted}, ${life}`.slice(0, style.columns - 1);
  if (codeSeenAt === undefined) return fit("a code lives about a minute");
  const secondsLeft = Math.ceil(codeLifetime - (now.getTime() - codeSeenAt.getTime()) / 1000);
  if (secondsLeft > 0) return fit(`the code lives ${secondsLeft} s more`);
  return style.yellow(fit(`the code's minute is over${canOpenAgain ? ": Ctrl-R begins again" : ""}`));
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
