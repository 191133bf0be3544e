import { type BrowserSurroundings, hasClipboard, readClipboard } from "@nowtoken/callback";

/** Reads the clipboard for text that holds a `state`; whatever else is on it is let be. Undefined where it cannot be read. */
export function clipboardReader(
  surroundings: BrowserSurroundings,
): ((state: string) => Promise<string | undefined>) | undefined {
  if (!hasClipboard(surroundings)) return undefined;
  return async (state) => {
    const text = await readClipboard(surroundings);
    return text?.includes(state) ? text : undefined;
  };
}
