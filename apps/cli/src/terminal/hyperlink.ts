const terminalPrograms = ["iTerm.app", "WezTerm", "vscode", "ghostty"];
const terminalNames = /^(?:alacritty|foot|xterm-kitty|xterm-ghostty)/u;

/** The address as an OSC 8 hyperlink to itself where the terminal is known to read it, else as it is. */
export function linkTo(url: string, environment: NodeJS.ProcessEnv): string {
  // Printable ASCII only: nothing in the address can end the sequence or begin another one.
  if (!/^https?:\/\/[!-~]+$/u.test(url) || !readsHyperlinks(environment)) return url;
  return `\u001b]8;;${url}\u001b\\${url}\u001b]8;;\u001b\\`;
}

function readsHyperlinks(environment: NodeJS.ProcessEnv): boolean {
  const { TERM = "", TERM_PROGRAM = "", VTE_VERSION, WT_SESSION, TMUX, STY } = environment;
  if (TMUX || STY) return false;
  // VTE reads them from 0.50 on, whose first release crashed over them.
  return (
    terminalPrograms.includes(TERM_PROGRAM) ||
    terminalNames.test(TERM) ||
    Boolean(WT_SESSION) ||
    Number(VTE_VERSION) > 5000
  );
}
