import type { PropsWithChildren } from "hono/jsx";

interface ValueRowProps {
  /** Of the element that holds the value. */
  readonly id: string;
  /** What the value is asked for by. */
  readonly name: string;
  readonly label: string;
  /** Undefined when there is none. */
  readonly value: string | undefined;
  readonly isSecret: boolean;
  readonly isShown: boolean;
  readonly isCopied?: boolean;
  /** Where the value is asked for without a script. */
  readonly showAt: string;
  readonly formToken: string;
  /** What stands in the place of a value that there is not. */
  readonly absent?: string;
}

/** One value, to be shown and copied; a secret stays out of the page until it is asked for. What is known of it stands below. */
export const ValueRow = (props: PropsWithChildren<ValueRowProps>) => {
  const { id, label, value, isShown, absent, children } = props;
  const isHidden = value !== undefined && !isShown;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <p class={value === undefined ? "" : "value"} id={id} data-hidden={isHidden ? "" : undefined}>
          {isHidden ? "" : (value ?? absent)}
        </p>
        {children && <p class="soft">{children}</p>}
      </dd>
      {value !== undefined && <Buttons {...props} />}
    </div>
  );
};

const Buttons = ({ id, name, label, isSecret, isCopied = true, showAt, formToken }: ValueRowProps) => (
  <dd class="buttons">
    {isSecret && (
      <form method="post" action={showAt} data-show={id}>
        <input type="hidden" name="formToken" value={formToken} />
        <input type="hidden" name="value" value={name} />
        <button type="submit" class="small">
          Show<span class="unseen"> {label}</span>
        </button>
      </form>
    )}
    {isCopied && (
      <button
        type="button"
        class="small"
        data-what={label}
        hidden
        {...(isSecret ? { "data-fetch": name } : { "data-copy": id })}
      >
        Copy<span class="unseen"> {label}</span>
      </button>
    )}
  </dd>
);
