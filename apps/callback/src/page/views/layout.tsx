import { html } from "hono/html";
import type { PropsWithChildren } from "hono/jsx";
import { icon } from "../../look/icon.ts";
import type { Stage } from "../session.ts";

interface LayoutProps {
  readonly title: string;
  /** Marks the step; left out, there are no steps. */
  readonly stage?: Stage;
  readonly isPractice?: boolean;
  /** Whether there is a page of logins that are kept. */
  readonly keepsLogins?: boolean;
  /** Whether this is one of the pages about them. */
  readonly isAboutLogins?: boolean;
  /** What the script waits to change, see `/status`; without a script the page looks again by itself. */
  readonly waitsFrom?: string;
  /** False where a reload by itself would take away what somebody types. */
  readonly reloads?: boolean;
}

/** A whole page. */
export const page = (content: unknown) => html`<!doctype html>${content}`;

export const Layout = ({
  title,
  stage,
  isPractice,
  isAboutLogins = false,
  keepsLogins = isAboutLogins,
  waitsFrom,
  reloads = true,
  children,
}: PropsWithChildren<LayoutProps>) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} · nowtoken`}</title>
      <link rel="icon" href={icon} />
      <link rel="stylesheet" href="/page.css" />
      {(stage || isAboutLogins) && <script src="/page.js" defer />}
      {waitsFrom && reloads && (
        <noscript>
          <meta http-equiv="refresh" content="3" />
        </noscript>
      )}
    </head>
    <body data-waits-from={waitsFrom}>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header>
        <p class="mark">
          <Mark />
          nowtoken
        </p>
        {keepsLogins && <Places isAboutLogins={isAboutLogins} />}
        {stage && <Steps stage={stage} />}
      </header>
      {isPractice && (
        <aside class="practice" aria-label="Practice">
          <strong>Practice.</strong> This instance runs on this computer, and nothing about it is real.
        </aside>
      )}
      <main id="content">{children}</main>
      <footer>
        <p>
          This page is served by this computer to this browser alone. What you type goes to your instance and
          nowhere else.
        </p>
      </footer>
      {(stage || isAboutLogins) && <p class="said" id="said" role="status" />}
    </body>
  </html>
);

const Mark = () => (
  <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="currentColor" />
    <g class="key">
      <circle cx="12" cy="16" r="5" />
      <path d="M17 16h9m-3 0v4" />
    </g>
  </svg>
);

const Places = ({ isAboutLogins }: { readonly isAboutLogins: boolean }) => (
  <nav aria-label="Page" class="places">
    <a href="/logins" aria-current={isAboutLogins ? "page" : undefined}>
      Your logins
    </a>
  </nav>
);

const names = ["Your instance", "Authorise", "Your tokens"];
const positions: Record<Stage, number> = { "/": 0, "/authorise": 1, "/failed": 1, "/tokens": 2 };

const Steps = ({ stage }: { readonly stage: Stage }) => {
  const current = positions[stage];
  return (
    <nav aria-label="Steps">
      <ol class="steps">
        {names.map((name, index) => (
          <li class={index < current ? "done" : ""} aria-current={index === current ? "step" : undefined}>
            <span class="number">{index < current ? <Tick /> : index + 1}</span>
            <span class="name">{index === 0 && current > 0 ? <a href="/">{name}</a> : name}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
};

const Tick = () => (
  <svg viewBox="0 0 16 16" width="14" height="14" role="img" aria-label="done">
    <path d="M3 8.5l3.5 3.5L13 5" />
  </svg>
);
