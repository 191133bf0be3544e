import {
  type CopyValue,
  type InstructionSection,
  type Instructions,
  numberedTitles,
} from "./instructions.ts";

const style = `
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; }
code { display: inline-block; padding: 0.1em 0.4em; font-family: ui-monospace, monospace; background: light-dark(#eef1f4, #252b33); border-radius: 0.3em; overflow-wrap: anywhere; user-select: all; }
dt { margin-top: 0.75rem; font-weight: 600; }
dd { margin: 0; }
small { display: block; font-size: 0.875rem; opacity: 0.8; }
`;

/** Instructions as one HTML file that loads nothing and runs nothing; a click on a value selects it. */
export function renderHtml(instructions: Instructions): string {
  const { title, intro, sections } = instructions;
  const titles = numberedTitles(instructions);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${intro.map(paragraph).join("\n")}
${sections.map((one, index) => renderSection(one, titles[index] ?? one.title)).join("\n")}
</body>
</html>
`;
}

function renderSection({ paragraphs, actions, values, notes }: InstructionSection, title: string): string {
  return [
    `<h2>${escapeHtml(title)}</h2>`,
    ...paragraphs.map(paragraph),
    ...list("ol", actions),
    ...(values.length === 0 ? [] : [`<dl>\n${values.map(renderValue).join("\n")}\n</dl>`]),
    ...list("ul", notes),
  ].join("\n");
}

function renderValue({ label, value, isChoice, reason }: CopyValue): string {
  const shown = isChoice ? escapeHtml(value) : `<code>${escapeHtml(value)}</code>`;
  const because = reason === undefined ? "" : `<small>${escapeHtml(reason)}</small>`;
  return `<dt>${escapeHtml(label)}</dt><dd>${shown}${because}</dd>`;
}

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

function list(tag: "ol" | "ul", texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  return [`<${tag}>\n${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join("\n")}\n</${tag}>`];
}

function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/gu, (character) => names[character] ?? character);
}
