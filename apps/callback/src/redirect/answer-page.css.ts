import { base } from "../look/base.css.ts";

/** The one stylesheet of the answer pages. It stands in the page: the listener may be gone before a second request. */
export const stylesheet = `${base}
body { display: grid; place-items: center; padding: var(--space-l) var(--space-m); }
main { width: min(100%, 37rem); }
.card { padding: clamp(1.5rem, 6vw, 3rem); background: var(--surface); border: 1px solid var(--line);
  border-radius: var(--radius); box-shadow: var(--shadow); overflow-wrap: anywhere; animation: rise 320ms ease-out; }
.mark { display: block; width: 3rem; height: 3rem; margin-bottom: var(--space-l); border-radius: 50%;
  color: var(--accent); background: var(--accent-ground); }
.failed .mark { color: var(--danger); background: var(--danger-ground); }
.waiting .mark { color: var(--soft); background: var(--ground); }
.mark path { fill: none; stroke: currentColor; stroke-width: 2.25; stroke-linecap: round; stroke-linejoin: round;
  stroke-dasharray: 1; animation: draw 420ms 160ms ease-out backwards; }
.message { margin-top: var(--space-s); font-size: var(--text-large); color: var(--soft); }
dl { margin-top: var(--space-l); padding-top: var(--space-s); border-top: 1px solid var(--line); }
dl div { display: grid; grid-template-columns: 8rem 1fr; gap: 0 var(--space-m); padding: var(--space-s) 0; }
dl div + div { border-top: 1px solid var(--line); }
dt { color: var(--soft); }
h2 { margin-top: var(--space-l); font-size: var(--text); letter-spacing: 0; }
ul { margin-top: var(--space-s); padding-left: 1.2em; }
li + li { margin-top: var(--space-s); }
li::marker { color: var(--soft); }
.cause { margin-top: var(--space-m); font-weight: 600; }
details { margin-top: var(--space-l); }
summary { cursor: pointer; font-weight: 600; width: fit-content; }
summary::marker { color: var(--soft); }
.others { margin-top: var(--space-s); }
.others div { display: block; }
.others dt { color: var(--ink); }
.others dd { color: var(--soft); }
.closing { margin-top: var(--space-l); color: var(--soft); font-size: var(--text-small); text-align: center; }
@media (max-width: 30rem) { dl div { grid-template-columns: 1fr; } }
@keyframes rise { from { transform: translateY(0.5rem); } }
@keyframes draw { from { stroke-dashoffset: 1; } to { stroke-dashoffset: 0; } }
`;
