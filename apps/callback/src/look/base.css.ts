import { tokens } from "./tokens.css.ts";

/** What comes before the rules of any page: the tokens, and how plain elements look and behave. */
export const base = `${tokens}
*, ::before, ::after { box-sizing: border-box; }
html { background: var(--ground); color: var(--ink); font: var(--text)/1.55 var(--sans); -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; min-height: 100svh; }
h1, h2, h3 { margin: 0; line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
h1 { font-size: var(--title); }
p, ul, ol, dl, dd { margin: 0; text-wrap: pretty; }
code { font: 0.925em/1.4 var(--mono); overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { animation: none !important; transition: none !important; }
}
`;
