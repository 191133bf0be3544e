import {
  type CopyValue,
  type InstructionSection,
  type Instructions,
  numberedTitles,
} from "./instructions.ts";

/** Instructions as Markdown; nothing in them can become markup of its own. */
export function renderMarkdown(instructions: Instructions): string {
  const { title, intro, sections } = instructions;
  const titles = numberedTitles(instructions);
  const blocks = [
    `# ${escapeMarkdown(title)}`,
    ...intro.map(escapeMarkdown),
    ...sections.flatMap((one, index) => renderSection(one, titles[index] ?? one.title)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function renderSection(one: InstructionSection, title: string): string[] {
  const { paragraphs, actions, values, notes } = one;
  return [
    `## ${escapeMarkdown(title)}`,
    ...paragraphs.map(escapeMarkdown),
    ...list(actions.map(escapeMarkdown)),
    ...list(values.map(renderValue)),
    ...list(notes.map(escapeMarkdown)),
  ];
}

function renderValue({ label, value, isChoice, reason }: CopyValue): string {
  const shown = isChoice ? escapeMarkdown(value) : codeSpan(value);
  return `**${escapeMarkdown(label)}**: ${shown}${reason === undefined ? "" : `  \n  ${escapeMarkdown(reason)}`}`;
}

const list = (items: readonly string[]): string[] =>
  items.length === 0 ? [] : [items.map((item) => `- ${item}`).join("\n")];

const escapeMarkdown = (text: string): string => oneLine(text).replace(/[\\`*_{}[\]<>#|~&]/gu, "\\$&");

/** A code span takes a text as it is, when its fence is longer than any within (CommonMark §6.1). */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/gu) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const blank = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${blank}${oneLine(text)}${blank}${fence}`;
}

const oneLine = (text: string): string => text.replace(/\s/gu, " ");
