import { describeFileWarning, type FileWarning } from "@nowtoken/core";
import type { Answer } from "../../redirect/answer.ts";
import type { HeldTokens } from "../held-tokens.ts";
import { Action, Failure } from "./parts.tsx";

interface KeepingProps {
  readonly tokens: HeldTokens;
  readonly formToken: string;
  readonly isPractice: boolean;
  readonly canSave: boolean;
  /** Why they were not saved. */
  readonly saveFailure: Answer | undefined;
}

/** The ways to a file. */
export const Keeping = ({ tokens, formToken, isPractice, canSave, saveFailure }: KeepingProps) => (
  <section class="card" aria-labelledby="keeping">
    <h2 id="keeping">Keep them in a file</h2>
    {tokens.saved && "path" in tokens.saved && <Saved {...tokens.saved} />}
    {saveFailure && <Failure answer={saveFailure} />}
    <div class="actions">
      {canSave && (
        <Action to="/tokens/save" formToken={formToken}>
          Save to Desktop
        </Action>
      )}
      <form class="download" method="post" action="/tokens/download">
        <input type="hidden" name="formToken" value={formToken} />
        <span id="download">Download as</span>
        <button type="submit" class="quiet" name="format" value="text" aria-describedby="download">
          text
        </button>
        <button type="submit" class="quiet" name="format" value="json" aria-describedby="download">
          JSON
        </button>
        <button type="submit" class="quiet" name="format" value="env" aria-describedby="download">
          .env
        </button>
      </form>
    </div>
    <p class="soft">
      {isPractice
        ? "Practice tokens are not saved to the Desktop: a real file may stand there."
        : "Text is the guide’s servicenow_credentials.txt: authorization code, access token, refresh token."}
    </p>
  </section>
);

const Saved = ({ path, warnings }: { readonly path: string; readonly warnings: readonly FileWarning[] }) => (
  <div class="notice" role="status">
    <p>
      Saved to <code>{path}</code>. <b>Delete it once the form is filled.</b>
    </p>
    {warnings.map((warning) => (
      <p>{describeFileWarning(warning)}</p>
    ))}
  </div>
);
