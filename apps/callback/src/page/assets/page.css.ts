import { base } from "../../look/base.css.ts";

/** The page's one stylesheet. */
export const stylesheet = `${base}
:root { --edge: light-dark(#868f9d, #6b7686); --wide: 68rem; --gutter: clamp(1rem, 5vw, 3rem); }
body { display: grid; grid-template: auto auto 1fr auto / minmax(0, 1fr); overflow-wrap: anywhere; }
h2 { font-size: var(--text-large); }
h3 { font-size: var(--text); letter-spacing: 0; }
h1 { font-size: clamp(2rem, 1.5rem + 2.5vw, 3rem); font-weight: 700; letter-spacing: -0.03em; }
.lead { max-width: 38rem; margin-top: var(--space-s); font-size: clamp(1.0625rem, 1rem + 0.4vw, 1.25rem); color: var(--soft); }
.lead b { color: var(--ink); font-weight: 600; }
.signed-in::before { content: "✓"; display: inline-grid; place-items: center; width: 1.6em; height: 1.6em; margin-right: 0.5em; border-radius: 50%; font-size: 0.8em; font-weight: 700; background: var(--accent); color: var(--on-accent); }
.soft, .hint { color: var(--soft); font-size: var(--text-small); }
.unseen, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; z-index: 1; padding: var(--space-s) var(--space-m); background: var(--surface); }

header, main, footer { width: min(100%, var(--wide)); margin-inline: auto; padding-inline: var(--gutter); }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: var(--space-m) var(--space-l); padding-block: var(--space-l); }
main { animation: arrive 280ms ease-out; grid-row: 3; padding-block: clamp(1.5rem, 4vw, 3.5rem) var(--space-xxl); }
footer { grid-row: 4; padding-block: var(--space-l); color: var(--soft); font-size: var(--text-small); }
.mark { display: flex; align-items: center; gap: 0.6rem; font-weight: 650; letter-spacing: -0.02em; font-size: var(--text-large); }
.mark svg { color: var(--accent); }
.key { fill: none; stroke: var(--on-accent); stroke-width: 3; stroke-linecap: round; }
.practice { grid-row: 2; padding: var(--space-s) var(--gutter); text-align: center; font-size: var(--text-small); background: var(--accent-ground); }

.steps { display: flex; gap: var(--space-l); padding: 0; list-style: none; font-size: var(--text-small); color: var(--soft); }
.steps li { display: flex; align-items: center; gap: var(--space-s); }
.steps a { color: inherit; }
.steps [aria-current] { color: var(--ink); font-weight: 600; }
.number { display: grid; place-items: center; flex: none; width: 1.75rem; height: 1.75rem; border: 1.5px solid var(--edge); border-radius: 50%; font-variant-numeric: tabular-nums; }
.done .number { border-color: var(--accent); color: var(--accent); }
.steps [aria-current] .number { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.steps path { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }

.card, .notice { margin-top: var(--space-l); border: 1px solid var(--line); border-radius: var(--radius); }
.card { padding: clamp(1.25rem, 4vw, 2rem); background: var(--surface); box-shadow: var(--shadow); }
.card > * + *, .notice > * + *, details > * + * { margin-top: var(--space-m); }
.notice { padding: var(--space-m) 1.25rem; background: var(--accent-ground); border-color: transparent; }
.notice > * + * { margin-top: var(--space-s); }
.notice ul { padding-left: 1.2em; list-style: disc; }
.notice li + li { margin-top: var(--space-xs); }
.failed { background: var(--danger-ground); }
.failed h1, .failed h2, .failed li::marker { color: var(--danger); }
.failed h1 { font-size: var(--title); letter-spacing: -0.02em; }
.failed:has(h1) { margin-top: 0; padding: clamp(1.25rem, 4vw, 2rem); }
.failed a { color: inherit; }
.notice + form { margin-top: var(--space-m); }
.card > .notice { margin-top: var(--space-m); }
.message { max-width: 34rem; margin: 4vh auto 0; }
.message h1 { font-size: var(--title); letter-spacing: -0.02em; }

.columns { display: grid; grid-template: "first" "aside" "second" / minmax(0, 1fr); gap: 0 clamp(1.5rem, 4vw, 3rem); align-items: start; }
.first { grid-area: first; }
.second { grid-area: second; }
aside:not(.practice) { grid-area: aside; }
@media (min-width: 60rem) { .columns { grid-template: "first aside" auto "second aside" 1fr / minmax(0, 1fr) 20rem; } }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-m); }
main > .actions, .first > .actions { margin-top: var(--space-l); }

.field { margin-top: var(--space-l); }
.card > .field:first-of-type { margin-top: 0; }
label { font-weight: 600; }
label code { margin-left: 0.35em; font-weight: 400; color: var(--soft); }
input:not([type=checkbox], [type=radio], [type=hidden]), textarea, select { display: block; width: 100%; margin-top: var(--space-s); padding: 0.7rem 0.85rem; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--edge); border-radius: var(--radius-small); transition: border-color var(--quick), box-shadow var(--quick); }
textarea, #clientId, #clientSecret, #redirectUri, #instanceUrl, #scopes { font-family: var(--mono); font-size: 0.9375rem; }
textarea { resize: vertical; }
::placeholder { color: var(--soft); opacity: 0.75; }
input:focus-visible, textarea:focus-visible { outline-offset: 0; border-color: var(--accent); border-radius: var(--radius-small); }
[aria-invalid] { border-color: var(--danger) !important; }
.problem { font-size: var(--text-small); color: var(--danger); }
.problem:not(:empty) { margin-top: var(--space-s); }
.check { display: flex; gap: var(--space-s); align-items: baseline; }
.check label { font-weight: 400; }
input:is([type=checkbox], [type=radio]) { flex: none; width: 1.05rem; height: 1.05rem; accent-color: var(--accent); transform: translateY(0.15rem); }
summary { cursor: pointer; font-weight: 600; width: fit-content; }
summary::marker { color: var(--soft); }

button, a.main, a.button { flex: none; max-width: 100%; overflow-wrap: normal; min-height: 2.75rem; padding: 0.5rem 1.15rem; font: inherit; font-weight: 600; text-decoration: none; border: 1px solid var(--edge); border-radius: var(--radius-small); background: var(--surface); color: var(--ink); cursor: pointer; transition: background-color var(--quick), border-color var(--quick), filter var(--quick); }
button:hover, a.button:hover { border-color: var(--ink); }
.main { background: var(--accent) !important; border-color: var(--accent) !important; color: var(--on-accent) !important; }
.main:hover { filter: brightness(1.1); }
.small { min-height: 2rem; padding: 0.2rem 0.75rem; font-size: var(--text-small); }
button:disabled { opacity: 0.4; cursor: default; }
form > .field + button { margin-top: var(--space-m); }
[hidden] { display: none !important; }
[aria-disabled] { opacity: 0.6; pointer-events: none; }
a.main, a.button { display: inline-flex; align-items: center; gap: var(--space-s); }
a.main svg { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }

.registration ul { padding: 0; list-style: none; }
.registration h3 { font-size: var(--text-small); color: var(--soft); font-weight: 600; }
.copied { display: flex; justify-content: space-between; align-items: center; gap: var(--space-m); }
.registration .copied { margin-top: 0; padding-block: 0.15rem; border-bottom: 1px solid var(--line); }
.registration .small { border-color: transparent; background: none; color: var(--accent); padding-inline: var(--space-s); }
.registration .small:hover { background: var(--accent-ground); }
.registration h3 + * { margin-top: var(--space-xs); }

.guide ol, .guide ul { padding-left: 1.2em; }
.guide li + li { margin-top: var(--space-xs); }
.guide .copied { margin-top: var(--space-xs); padding-block: 0.15rem; border-bottom: 1px solid var(--line); }
nav.actions [aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
pre { overflow-x: auto; font-size: var(--text-small); white-space: pre-wrap; }
.tasks { padding: 0; list-style: none; counter-reset: task; }
.tasks > li { counter-increment: task; }
.tasks > li > h2::before, .tasks .guide > h2::before { content: counter(task); display: inline-grid; place-items: center; width: 1.75rem; height: 1.75rem; margin-right: 0.65rem; border-radius: 50%; background: var(--accent-ground); color: var(--accent); font-size: var(--text-small); vertical-align: 0.1em; }
.waiting::before { content: ""; display: inline-block; width: 0.6rem; height: 0.6rem; margin-right: 0.75rem; border-radius: 50%; background: var(--accent); animation: breathe 2.4s ease-in-out infinite; }
@keyframes arrive { from { opacity: 0; transform: translateY(0.4rem); } }
@keyframes breathe { 50% { opacity: 0.25; transform: scale(0.8); } }

.drawing { display: block; width: 100%; height: auto; font-family: var(--sans); }
.window { fill: var(--ground); stroke: var(--line); }
.dots, .ghost rect { fill: var(--line); }
.bar { fill: var(--surface); stroke: var(--edge); }
.selection { fill: var(--accent); }
.address { font: 11.5px var(--mono); fill: var(--on-accent); }
.rule { stroke: var(--line); }
.arrow { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.caption { font-size: 14px; font-weight: 600; fill: var(--accent); text-anchor: middle; }
.ghost text { font-size: 14px; font-weight: 600; fill: var(--soft); }

.values > div { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr) auto; gap: var(--space-xs) var(--space-m); align-items: baseline; padding-block: var(--space-m); border-top: 1px solid var(--line); }
.values dt { font-weight: 600; }
.value { font: 0.9375rem/1.5 var(--mono); word-break: break-all; }
.value[data-hidden]::before { content: "••••••••••••••••"; content: "••••••••••••••••" / "hidden"; color: var(--soft); letter-spacing: 0.1em; }
.buttons { display: flex; gap: var(--space-s); }
.download { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-s); }
.causes { padding: 0; list-style: none; }
.causes li { padding-block: var(--space-m); border-top: 1px solid var(--line); }
.causes form { margin-top: var(--space-s); }
.causes ul { margin-top: var(--space-s); padding-left: 1.2em; }
.causes ul li { padding-block: 0; border: 0; }
.causes p { margin-top: var(--space-s); }
.places { margin-right: auto; font-size: var(--text-small); }
.places a { color: var(--soft); text-decoration: none; padding: 0.35rem 0.75rem; border: 1px solid var(--line); border-radius: 2rem; }
.places a:hover { border-color: var(--edge); color: var(--ink); }
.places [aria-current] { color: var(--ink); font-weight: 600; background: var(--accent-ground); border-color: transparent; }
.title { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: var(--space-m); }
.logins { padding: 0; list-style: none; }
.login h2 { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-xs) var(--space-s); }
.login h2 + p { margin-top: var(--space-xs); }
.login { display: flex; flex-wrap: wrap; justify-content: space-between; gap: var(--space-m); }
.login > * { margin: 0 !important; }
.login .whose { flex: 1 1 18rem; }
.login .facts { flex-basis: 100%; }
.tag { padding: 0.1rem 0.6rem; border-radius: 1rem; font-size: 0.8125rem; font-weight: 600; letter-spacing: 0; }
.chosen { color: var(--accent); background: var(--accent-ground); }
.due { color: var(--caution); background: var(--caution-ground); }
.good { color: var(--accent); background: var(--accent-ground); }
.caution { background: var(--caution-ground); }
.dead { color: var(--danger); background: var(--danger-ground); }
.facts { display: grid; grid-template-columns: 1.5fr 1fr 1fr; gap: var(--space-m) var(--space-l); font-size: var(--text-small); }
.whole { white-space: nowrap; }
.facts dt { color: var(--soft); }
.checks { padding: 0; list-style: none; }
.checks > li { display: grid; grid-template-columns: 5.25rem minmax(0, 1fr); align-items: baseline; padding-block: var(--space-m); border-top: 1px solid var(--line); }
.checks .tag { width: fit-content; }
.checks ul { margin-top: var(--space-xs); padding-left: 1.2em; list-style: disc; }
[tabindex="-1"]:focus-visible { outline: none; }
.choices { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: var(--space-m); margin-top: var(--space-l); padding: 0; list-style: none; }
.choices a { display: flex; flex-direction: column; height: 100%; margin: 0; padding: var(--space-m) 1.25rem; color: inherit; text-decoration: none; }
.choices a > * { margin: 0; }
.choices b { display: block; }
.choices b::first-letter, .product::first-letter { text-transform: uppercase; }
.choices a:hover { border-color: var(--edge); }
fieldset { margin: 0 !important; padding: 0; border: 0; }
legend { padding: 0; font-weight: 600; }
fieldset .check { margin-top: var(--space-m); }
fieldset label { font-weight: 600; }
.stacked > div { grid-template-columns: minmax(0, 1fr) auto; }
.stacked dt { grid-column: 1 / -1; overflow-wrap: anywhere; }
.note { margin-top: var(--space-l); }
.finder { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-s) var(--space-m); margin-top: var(--space-l); }
.finder input { flex: 1 1 14rem; width: auto !important; margin: 0 !important; }
.said { position: fixed; inset: auto 0 var(--space-l); width: fit-content; max-width: calc(100% - 2rem); margin-inline: auto; padding: var(--space-s) var(--space-m); border-radius: 2rem; background: var(--ink); color: var(--ground); font-size: var(--text-small); transition: opacity var(--quick); }
.said:empty { opacity: 0; }

@media (max-width: 44rem) {
  .steps { gap: var(--space-m); }
  .steps li:not([aria-current]) .name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .values > div { grid-template-columns: minmax(0, 1fr) auto; }
  .login .actions { order: 1; }
  .facts { grid-template-columns: minmax(0, 1fr); }
  .values dd:not(.buttons) { grid-row: 2; grid-column: 1 / -1; }
}
@media print {
  :root { color-scheme: light; }
  nav, footer, button, .actions, .said, .skip, .value:not(#value-clientId), .drawing, aside { display: none !important; }
  .card { box-shadow: none; break-inside: avoid; }
}
`;
