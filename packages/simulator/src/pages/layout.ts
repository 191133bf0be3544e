import { html } from "hono/html";

/** What hono/html makes: text in which every value is escaped. */
export type Html = ReturnType<typeof html>;

/** A page of the practice instance, plainly marked as one. */
export function layout(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; --ink: light-dark(#1d2b33, #e4ebee); --soft: light-dark(#55666f, #9db0b9);
  --ground: light-dark(#eef2f3, #12191d); --card: light-dark(#fff, #1b252b); --line: light-dark(#d5dee2, #33424b);
  --edge: light-dark(#7f9099, #6f838e);
  --accent: light-dark(#1f6b52, #6fcfa9); --on-accent: light-dark(#fff, #0d1f18); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
.notice { margin: 0; padding: .5rem 1rem; text-align: center; font-size: .875rem; color: var(--soft);
  border-bottom: 1px solid var(--line); }
main { width: min(26rem, calc(100vw - 2rem)); margin: auto; padding: 2rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .75rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.25rem; line-height: 1.3; }
p, ul, dl { margin: 0 0 1rem; }
label { display: block; margin-bottom: .75rem; font-size: .875rem; color: var(--soft); }
input { display: block; width: 100%; margin-top: .25rem; padding: .6rem .7rem; font: inherit; color: var(--ink);
  background: transparent; border: 1px solid var(--edge); border-radius: .4rem; }
button { padding: .6rem 1.2rem; font: inherit; color: var(--ink); background: transparent; cursor: pointer;
  border: 1px solid var(--edge); border-radius: .4rem; }
button.main { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.buttons { display: flex; justify-content: flex-end; gap: .75rem; }
.hint { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .875rem; color: var(--soft); }
.hint :last-child { margin-bottom: 0; }
dt { color: var(--soft); font-size: .875rem; }
dd { margin: 0 0 .5rem; }
code { font-family: ui-monospace, monospace; font-size: .9em; }
</style>
</head>
<body>
<p class="notice"><strong>Practice instance.</strong> Nothing here is a real ServiceNow instance.</p>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;
}
