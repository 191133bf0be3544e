import { html, raw } from "hono/html";
import { icon } from "../look/icon.ts";
import type { Shown } from "./answer.ts";
import { stylesheet } from "./answer-page.css.ts";

const drawings: Record<Shown["tone"], string> = {
  done: "M15 25l6.5 6.5L34 18",
  failed: "M17.5 17.5l13 13m0-13l-13 13",
  waiting: "M24 15v10l6 4",
};

/** A page that says how things stand. It needs no script and asks for nothing more. */
export const answerPage = (shown: Shown) => html`<!doctype html>${<AnswerPage {...shown} />}`;

const AnswerPage = ({ tone, title, message, cause, rows = [], fix = [], others = [], more }: Shown) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>{`${title} · nowtoken`}</title>
      <link rel="icon" href={icon} />
      <style>{raw(stylesheet)}</style>
    </head>
    <body class={tone}>
      <main>
        <div class="card">
          <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
            <path pathLength="1" d={drawings[tone]} />
          </svg>
          <h1>{title}</h1>
          <p class="message">{message}</p>
          {cause && <p class="cause">{cause}</p>}
          {rows.length > 0 && (
            <dl>
              {rows.map(([label, value]) => (
                <div>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
          {fix.length > 0 && (
            <>
              <h2>What to do</h2>
              <ul>
                {fix.map((step) => (
                  <li>{step}</li>
                ))}
              </ul>
            </>
          )}
          {others.length > 0 && (
            <details>
              <summary>Other causes</summary>
              <dl class="others">
                {others.map((other) => (
                  <div>
                    <dt>{other.cause}</dt>
                    {other.fix.map((step) => (
                      <dd>{step}</dd>
                    ))}
                  </div>
                ))}
              </dl>
            </details>
          )}
          {more && <p>{more}</p>}
        </div>
        <p class="closing">You can close this tab.</p>
      </main>
    </body>
  </html>
);
