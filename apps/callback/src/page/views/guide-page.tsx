import type { CopyValue, GuideVariant, InstructionSection, Instructions } from "@nowtoken/core";
import { GuideChoices } from "./guide-choices.tsx";
import { Layout } from "./layout.tsx";
import { Action, CopyButton } from "./parts.tsx";

interface GuidePageProps {
  readonly guide: Instructions;
  readonly variant: GuideVariant;
  /** The ids of the steps that are ticked. */
  readonly done: readonly string[];
  /** The message to an administrator. */
  readonly request: string;
  readonly formToken: string;
  readonly keepsLogins: boolean;
  /** The id of the product that was chosen. */
  readonly product: string | undefined;
  /** Whether an address of this computer is listed; undefined where there is nothing to choose. */
  readonly withLoopback: boolean | undefined;
}

/** How to make the OAuth record: each step with its values to copy, and a tick that stays. */
export const GuidePage = (props: GuidePageProps) => {
  const { guide, variant, done, request, formToken, keepsLogins, product, withLoopback } = props;
  const steps = guide.sections.filter(({ isStep }) => isStep);
  const ticked = steps.filter(({ id }) => done.includes(id)).length;
  return (
    <Layout title={guide.title} stage="/" keepsLogins={keepsLogins}>
      <h1>{guide.title}</h1>
      <Variants current={variant} />
      {guide.intro.map((text) => (
        <p class="soft">{text}</p>
      ))}
      <GuideChoices {...{ product, withLoopback, variant, formToken }} />
      <p class="lead" id="progress">
        {ticked === steps.length ? "Every step is done." : `${ticked} of ${steps.length} steps are done.`}{" "}
        {ticked === steps.length && <a href="/">Log in</a>}
      </p>
      <ol class="tasks">
        {steps.map((step) => (
          <li>
            <Section section={step}>
              <Tick step={step} variant={variant} isDone={done.includes(step.id)} formToken={formToken} />
            </Section>
          </li>
        ))}
      </ol>
      {guide.sections
        .filter(({ isStep }) => !isStep)
        .map((section) => (
          <Section section={section} />
        ))}
      <details class="card">
        <summary>You are no administrator? A message to one</summary>
        <p class="actions">
          <CopyButton of="request" what="message" isNamed />
        </p>
        <pre id="request">{request}</pre>
      </details>
      <p>
        <a href="/">Back to your instance</a>
      </p>
    </Layout>
  );
};

const names: Readonly<Record<GuideVariant, string>> = {
  console: "Zurich and later",
  classic: "Before Zurich",
};

const Variants = ({ current }: { readonly current: GuideVariant }) => (
  <nav class="actions" aria-label="Release of the instance">
    {Object.entries(names).map(([variant, name]) => (
      <a href={`/guide?ui=${variant}`} aria-current={variant === current ? "page" : undefined}>
        {name}
      </a>
    ))}
  </nav>
);

const Section = ({
  section,
  children,
}: {
  readonly section: InstructionSection;
  readonly children?: unknown;
}) => {
  const { id, title, paragraphs, actions, values, notes } = section;
  return (
    <section class="card guide" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {paragraphs.map((text) => (
        <p>{text}</p>
      ))}
      {actions.length > 0 && (
        <ol>
          {actions.map((text) => (
            <li>{text}</li>
          ))}
        </ol>
      )}
      {values.map((value, index) => (
        <Value value={value} id={`${id}-${index}`} />
      ))}
      {notes.map((text) => (
        <p class="soft">{text}</p>
      ))}
      {children}
    </section>
  );
};

const Value = ({
  value: { label, value, isChoice, reason },
  id,
}: {
  readonly value: CopyValue;
  readonly id: string;
}) => (
  <div>
    <h3>{label}</h3>
    <p class="copied">
      <code id={id}>{value}</code>
      {!isChoice && <CopyButton of={id} what={label} />}
    </p>
    {reason && <p class="soft">{reason}</p>}
  </div>
);

interface TickProps {
  readonly step: InstructionSection;
  readonly variant: GuideVariant;
  readonly isDone: boolean;
  readonly formToken: string;
}

const Tick = ({ step, variant, isDone, formToken }: TickProps) => (
  <Action
    to="/guide"
    formToken={formToken}
    fields={{ step: step.id, ui: variant, ...(!isDone && { done: "yes" }) }}
    look={isDone ? "quiet" : "main"}
  >
    {isDone ? "✓ Done; take it back" : "Mark as done"}
    <span class="unseen"> {step.title}</span>
  </Action>
);
