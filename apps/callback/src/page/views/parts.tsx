import type { PropsWithChildren } from "hono/jsx";
import type { Answer } from "../../redirect/answer.ts";

interface ActionProps {
  readonly to: string;
  readonly formToken: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** The button's class. */
  readonly look?: "main" | "quiet";
}

/** A button that does something: a form of its own. */
export const Action = ({
  to,
  formToken,
  fields = {},
  look = "quiet",
  children,
}: PropsWithChildren<ActionProps>) => (
  <form method="post" action={to}>
    <input type="hidden" name="formToken" value={formToken} />
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button class={look}>{children}</button>
  </form>
);

/** Copies what stands in the element of that id; only a script can. */
export const CopyButton = ({ of, what }: { readonly of: string; readonly what: string }) => (
  <button type="button" class="small" data-copy={of} data-what={what} hidden>
    Copy<span class="unseen"> {what}</span>
  </button>
);

/** Why something failed, and what to do about it. */
export const Failure = ({ answer, isHeading }: { readonly answer: Answer; readonly isHeading?: boolean }) => (
  <div class="notice failed" role="alert">
    {isHeading ? <h1>{answer.title}</h1> : <h2>{answer.title}</h2>}
    <p>{answer.message}</p>
    {answer.fix !== undefined && answer.fix.length > 0 && (
      <ul>
        {answer.fix.map((step) => (
          <li>{step}</li>
        ))}
      </ul>
    )}
  </div>
);
