/** Something that submits its form: its name and value go along. */
export interface SubmitButton {
  readonly name: string;
  readonly value: string;
  /** What a person reads on it. */
  readonly label: string;
}

/** A form of a page, as far as a person without scripts can use it. */
export interface PageForm {
  readonly method: "get" | "post";
  /** As written: relative to the page. */
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly value: string; readonly type: string }[];
  readonly buttons: readonly SubmitButton[];
}

type Attributes = Readonly<Record<string, string>>;

const forms = /<form\b([^>]*)>([\s\S]*?)<\/form>/gi;
const inputs = /<input\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;
const buttons = /<button\b((?:"[^"]*"|'[^']*'|[^>"'])*)>([\s\S]*?)<\/button>/gi;
const attributes = /([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** The forms of a page, in their order. It reads plain HTML: no scripts, and forms that are closed. */
export function readForms(page: string): PageForm[] {
  return [...withoutComments(page).matchAll(forms)].map(([, tag = "", content = ""]) => {
    const { method = "get", action = "" } = readAttributes(tag);
    const controls = [...content.matchAll(inputs)].map(([, text = ""]) => readAttributes(text));
    return {
      method: method.toLowerCase() === "post" ? "post" : "get",
      action,
      fields: controls
        .filter((control) => control["name"] && !isButton(control) && isTicked(control))
        .map(toField),
      buttons: readButtons(content),
    };
  });
}

/** What a person reads on the page: its title, and its text in one line. */
export function readText(page: string): { readonly title: string; readonly text: string } {
  const [, title = ""] = /<title[^>]*>([\s\S]*?)<\/title>/i.exec(page) ?? [];
  const body = withoutComments(page).replace(/<(head|script|style)\b[\s\S]*?<\/\1>/gi, " ");
  return { title: plainText(title), text: plainText(body) };
}

/** Buttons and inputs that submit, in the page's order. */
function readButtons(content: string): SubmitButton[] {
  const found: { readonly at: number; readonly button: SubmitButton }[] = [];
  for (const { index, 1: tag = "", 2: label = "" } of content.matchAll(buttons)) {
    const { type = "submit", name = "", value = "" } = readAttributes(tag);
    if (type.toLowerCase() === "submit")
      found.push({ at: index, button: { name, value, label: plainText(label) } });
  }
  for (const { index, 1: tag = "" } of content.matchAll(inputs)) {
    const { type = "", name = "", value = "" } = readAttributes(tag);
    if (type.toLowerCase() === "submit") found.push({ at: index, button: { name, value, label: value } });
  }
  return found.sort((one, other) => one.at - other.at).map(({ button }) => button);
}

const isButton = ({ type = "" }: Attributes) => /^(submit|image|button|reset)$/i.test(type);

const isTicked = ({ type = "", checked }: Attributes) =>
  !/^(checkbox|radio)$/i.test(type) || checked !== undefined;

const toField = ({ name = "", value = "", type = "text" }: Attributes) => ({
  name,
  value,
  type: type.toLowerCase(),
});

function readAttributes(tag: string): Attributes {
  const pairs = [...tag.matchAll(attributes)].map(
    ([, name = "", double, single, bare]) =>
      [name.toLowerCase(), decode(double ?? single ?? bare ?? "")] as const,
  );
  return Object.fromEntries(pairs);
}

const withoutComments = (page: string): string => page.replace(/<!--[\s\S]*?-->/g, "");

const plainText = (markup: string): string =>
  decode(markup.replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();

const entities: Attributes = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|([a-z]+));/gi, (whole, hexadecimal, decimal, name) => {
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return entities[name.toLowerCase()] ?? whole;
  });
}
