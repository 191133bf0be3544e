import { win32 } from "node:path";
import type { BrowserSurroundings } from "./open-browser.ts";

/** A program and its arguments: never a value that is copied. */
export type Tool = readonly [program: string, ...words: string[]];

interface Tools {
  /** Print the text on the clipboard. */
  readonly readers: readonly Tool[];
  /** Take what they read on standard input. */
  readonly writers: readonly Tool[];
  /** Empty the clipboard, with nothing on standard input. */
  readonly clearers: readonly Tool[];
}

/** How the platform's clipboard is used without a shell; of each kind the first that works is enough. */
export function clipboardTools({ platform, environment }: BrowserSurroundings): Tools {
  if (platform === "darwin") return sameWriters([["/usr/bin/pbpaste"]], [["/usr/bin/pbcopy"]]);
  if (platform === "win32") {
    // By its path: Windows looks for a program in the current folder too. Nothing but PowerShell could read.
    const system = environment["SystemRoot"] ?? String.raw`C:\Windows`;
    return sameWriters([], [[win32.join(system, "System32", "clip.exe")]]);
  }
  const used = [
    ...(environment["WAYLAND_DISPLAY"] ? [wayland] : []),
    ...(environment["DISPLAY"] ? [xclip, xsel] : []),
  ];
  return {
    readers: used.flatMap(({ readers }) => readers),
    writers: used.flatMap(({ writers }) => writers),
    clearers: used.flatMap(({ clearers }) => clearers),
  };
}

const sameWriters = (readers: readonly Tool[], writers: readonly Tool[]): Tools => ({
  readers,
  writers,
  clearers: writers,
});

const wayland: Tools = {
  readers: [["wl-paste", "--no-newline"]],
  // Keeps it out of clipboard histories; known since version 2.3, and refused by earlier ones.
  writers: [["wl-copy", "--sensitive"], ["wl-copy"]],
  clearers: [["wl-copy", "--clear"]],
};

const xclip = sameWriters(
  [["xclip", "-selection", "clipboard", "-out"]],
  [["xclip", "-selection", "clipboard", "-in"]],
);

const xsel: Tools = {
  readers: [["xsel", "--clipboard", "--output"]],
  writers: [["xsel", "--clipboard", "--input"]],
  clearers: [["xsel", "--clipboard", "--clear"]],
};
