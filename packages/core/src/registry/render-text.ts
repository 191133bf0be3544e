import {
  type CopyValue,
  type InstructionSection,
  type Instructions,
  numberedTitles,
} from "./instructions.ts";

const columns = 80;

/** Instructions as plain text of at most 80 columns; a value stands on a line of its own, whole. */
export function renderText(instructions: Instructions): string {
  const { title, intro, sections } = instructions;
  const titles = numberedTitles(instructions);
  const blocks = [
    `${wrap(title)}\n${"=".repeat(Math.min(title.length, columns))}`,
    ...intro.map((text) => wrap(text)),
    ...sections.flatMap((one, index) => renderSection(one, titles[index] ?? one.title)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function renderSection(one: InstructionSection, title: string): string[] {
  const { paragraphs, actions, values, notes } = one;
  return [
    `${wrap(title)}\n${"-".repeat(Math.min(title.length, columns))}`,
    ...paragraphs.map((text) => wrap(text)),
    ...list(actions),
    ...values.map(renderValue),
    ...list(notes),
  ];
}

function renderValue({ label, value, reason }: CopyValue): string {
  const because = reason === undefined ? [] : [wrap(reason, "      ")];
  return [`  ${label}:`, `    ${value}`, ...because].join("\n");
}

function list(texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [texts.map((text) => wrap(text, "  - ", "    ")).join("\n")];
}

/** One paragraph, broken at blanks; a word longer than the line stays whole. */
function wrap(text: string, first = "", rest = first): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/u)) {
    const indent = lines.length === 0 ? first : rest;
    const longer = line === "" ? indent + word : `${line} ${word}`;
    if (line === "" || longer.length <= columns) {
      line = longer;
    } else {
      lines.push(line);
      line = rest + word;
    }
  }
  return [...lines, line].join("\n");
}
