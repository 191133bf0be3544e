import type { Key } from "node:readline";

/** What a key means to the prompt, besides what it did to the text. */
type KeyMeaning = "edit" | "ignore" | "submit" | "submit-after-silence" | "again" | "end";

export interface PasteBuffer {
  /** Without the newlines at its end. */
  readonly text: string;
  /** When a code first stood in the text. */
  readonly codeSeenAt: Date | undefined;
  press(character: string | undefined, key: Key): KeyMeaning;
}

/** Far more than any address: what is longer is cut, and refused by whoever parses it. */
const maximumLength = 1024 * 1024;

/**
 * Tells pasted text from keys. A newline inside a bracketed paste is text; outside one, Enter. Until a terminal has
 * shown that it brackets pastes nobody can tell, so a newline counts as Enter only when silence follows.
 */
export function createPasteBuffer(now: () => Date): PasteBuffer {
  let text = "";
  let pasting = false;
  let bracketing = false;
  let codeSeenAt: Date | undefined;

  const add = (character: string): KeyMeaning => {
    if (text.length < maximumLength) text += character;
    // "code=", or "code%3D" of an address that was encoded as a whole.
    if ((character === "=" || character === "%") && text.endsWith(`code${character}`)) codeSeenAt ??= now();
    return "edit";
  };
  const addNewline = (): KeyMeaning => {
    if (bracketing && !pasting) return "submit";
    add("\n");
    return pasting ? "edit" : "submit-after-silence";
  };
  const remove = (characters: RegExp): KeyMeaning => {
    text = text.replace(characters, "");
    return "edit";
  };
  const control = (name: string | undefined): KeyMeaning => {
    if (name === "u") return remove(/.*/su);
    if (name === "r") return "again";
    return name === "d" && text === "" ? "end" : "ignore";
  };

  return {
    get text() {
      return text.replace(/\n+$/u, "");
    },
    get codeSeenAt() {
      return codeSeenAt;
    },
    press(character, key) {
      if (key.name === "paste-start" || key.name === "paste-end") {
        pasting = key.name === "paste-start";
        bracketing = true;
        return "edit";
      }
      // Even inside a paste: its end may have been lost on the way.
      if (key.ctrl && key.name === "c") return "end";
      if (character === "\r" || character === "\n") return addNewline();
      if (!pasting && key.ctrl) return control(key.name);
      if (!pasting && key.name === "backspace") return remove(/.$/su);
      return character === undefined || key.meta ? "ignore" : add(character);
    },
  };
}
