import {
  type Connector,
  type ConnectorName,
  connectorFileName,
  connectors,
  type FilledField,
} from "@nowtoken/core";
import type { Answer } from "../../../redirect/answer.ts";
import { toRow } from "../../login-list.ts";
import type { ReadableLogin } from "../../page-profiles.ts";
import { Layout } from "../layout.tsx";
import { Failure } from "../parts.tsx";
import { ValueRow } from "../value-row.tsx";
import { RenewAction } from "./renew-action.tsx";

interface ConnectorPageProps {
  readonly login: ReadableLogin;
  readonly to: ConnectorName;
  readonly formToken: string;
  readonly now: Date;
  readonly fields: readonly FilledField[];
  readonly warnings?: readonly string[];
  /** The one field that was asked for. */
  readonly shown?: FilledField | undefined;
  /** Why there are no fields. */
  readonly failure?: Answer;
}

/** A login's values, under the names of a product's form and in its order. */
export const ConnectorPage = (props: ConnectorPageProps) => {
  const { login, to, formToken, now, fields, warnings = [], failure } = props;
  const { title, note }: Connector = connectors[to];
  const isForm = connectors[to].rendering === "sheet";
  const base = `/logins/${login.name}/hand-over/${to}`;
  return (
    <Layout title={`${title}: ${login.name}`} isAboutLogins>
      <h1 class="product">{title}</h1>
      <p class="lead">
        The login <b>{login.name}</b>, {isForm ? "for its form" : "for its file"}.
      </p>
      {isDead(login, now) && (
        <div class="notice caution">
          <p>
            <b>These tokens do not work any more</b>: a new login comes first.
          </p>
          <RenewAction login={login} formToken={formToken} />
        </div>
      )}
      {note && <p class="notice">{withCode(note)}</p>}
      {warnings.map((warning) => (
        <p class="notice caution">{warning}</p>
      ))}
      {failure ? (
        <>
          <Failure answer={{ ...failure, title: "It cannot be handed over" }} />
          <div class="actions">
            <RenewAction login={login} formToken={formToken} />
            <a href={`/logins/${login.name}/hand-over`}>Choose another</a>
          </div>
        </>
      ) : (
        <>
          {!isForm && <Download {...props} base={base} />}
          <section class="card" aria-labelledby="fields">
            <h2 id="fields">{isForm ? "The fields of its form" : "What stands in the file"}</h2>
            <dl class="values stacked" data-values={`${base}/value`}>
              {fields.map((field, index) => (
                <Field {...props} field={field} id={`value-${index}`} base={base} />
              ))}
            </dl>
          </section>
          {isForm && <Download {...props} base={base} />}
          <p class="soft note">
            Whatever you show, copy or download of the secrets is remembered as handed over to {title},
            without the values. A copied value stays on the clipboard until something else is copied.
          </p>
        </>
      )}
    </Layout>
  );
};

function isDead(login: ReadableLogin, now: Date): boolean {
  const state = toRow(login, now).status?.state;
  return state !== "ok" && state !== "due";
}

/** What stands between backticks is code. */
const withCode = (text: string) =>
  text.split("`").map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part));

interface FieldProps extends ConnectorPageProps {
  readonly field: FilledField;
  readonly id: string;
  readonly base: string;
}

const Field = ({ field: { label, value, isSecret }, id, base, formToken, shown }: FieldProps) => (
  <ValueRow
    id={id}
    name={label}
    label={label}
    value={[value].flat().join(" ")}
    isSecret={isSecret}
    isShown={!isSecret || shown?.label === label}
    showAt={`${base}/show`}
    formToken={formToken}
    // What stands in brackets is to be done, not to be copied.
    isCopied={!String(value).startsWith("(")}
  />
);

const Download = ({ to, formToken, base }: ConnectorPageProps & { readonly base: string }) => (
  <section class="card" aria-labelledby="file">
    <h2 id="file">As a file</h2>
    <form class="download" method="post" action={`${base}/download`}>
      <input type="hidden" name="formToken" value={formToken} />
      <button type="submit" class="quiet">
        Download {connectorFileName(to)}
      </button>
    </form>
    <p class="soft">Delete it once it has been read in.</p>
  </section>
);
