/** Something for a person to read and do, in a form that becomes terminal text, Markdown, HTML or a page. */
export interface Instructions {
  readonly title: string;
  readonly intro: readonly string[];
  readonly sections: readonly InstructionSection[];
}

export interface InstructionSection {
  /** Stable, for what a person has ticked. */
  readonly id: string;
  readonly title: string;
  /** Whether it is one of the numbered steps. */
  readonly isStep: boolean;
  readonly paragraphs: readonly string[];
  /** What to do, one after the other. */
  readonly actions: readonly string[];
  /** What to copy, or to set. */
  readonly values: readonly CopyValue[];
  /** What to know besides. */
  readonly notes: readonly string[];
}

export interface CopyValue {
  readonly label: string;
  readonly value: string;
  /** A choice is set with the mouse, and not copied. */
  readonly isChoice?: boolean;
  readonly reason?: string;
}

/** A section, with what is left out empty. */
export function section(
  given: Partial<InstructionSection> & Pick<InstructionSection, "id" | "title">,
): InstructionSection {
  return { isStep: false, paragraphs: [], actions: [], values: [], notes: [], ...given };
}

/** The titles of the sections as they are shown: steps are numbered. */
export function numberedTitles({ sections }: Instructions): string[] {
  let step = 0;
  return sections.map(({ title, isStep }) => {
    if (!isStep) return title;
    step += 1;
    return `${step}. ${title}`;
  });
}
