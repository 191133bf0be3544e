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
    <button type="submit" class={look}>
      {children}
    </button>
  </form>
);

interface CopyButtonProps {
  /** The id of the element whose text is copied. */
  readonly of: string;
  readonly what: string;
  /** Whether `what` is to be read on the button. */
  readonly isNamed?: boolean;
  readonly disabled?: boolean;
}

/** Copies a text of the page; only a script can. */
export const CopyButton = ({ of, what, isNamed, disabled }: CopyButtonProps) => (
  <button type="button" class="small" data-copy={of} data-what={what} disabled={disabled} hidden>
    Copy<span class={isNamed ? "" : "unseen"}> {what}</span>
  </button>
);

interface FailureProps {
  readonly answer: Pick<Answer, "title" | "message" | "cause" | "fix" | "others" | "more">;
  /** Whether the page is about it. */
  readonly isHeading?: boolean;
}

/** Why something failed, and what to do about it. */
export const Failure = ({
  answer: { title, message, cause, fix = [], others = [], more },
  isHeading,
}: FailureProps) => (
  <div class="notice failed" role="alert" id="failure">
    {isHeading ? <h1>{title}</h1> : <h2>{title}</h2>}
    <p>{message}</p>
    {cause && (
      <p>
        <strong>{cause}</strong>
      </p>
    )}
    {fix.length > 0 && (
      <ul>
        {fix.map((step) => (
          <li>{step}</li>
        ))}
      </ul>
    )}
    {others.length > 0 && (
      <details>
        <summary>Other causes</summary>
        <ul>
          {others.map((other) => (
            <li>
              {other.cause} {other.fix.join(" ")}
            </li>
          ))}
        </ul>
      </details>
    )}
    {more && <p class="soft">{more}</p>}
  </div>
);
