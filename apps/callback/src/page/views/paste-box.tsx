import type { Answer } from "../../redirect/answer.ts";
import { Action, Failure } from "./parts.tsx";

export interface PasteBoxProps {
  readonly formToken: string;
  /** Why what was pasted is not the answer; the login goes on waiting. */
  readonly refusal: Answer | undefined;
  /** Where the browser came back with our state, which is not where it was sent: the record knows this address. */
  readonly cameBackTo: string | undefined;
}

/** Takes the redirected address. */
export const PasteBox = ({ formToken, refusal, cameBackTo }: PasteBoxProps) => (
  <>
    {refusal && <Failure answer={cameBackTo === undefined ? refusal : { ...refusal, fix: [] }} />}
    {cameBackTo && (
      <>
        <p>
          Add ours to the record’s redirect URLs and start again, or go on with the one that the record has:
        </p>
        <Action to="/authorise" formToken={formToken} fields={{ redirectUri: cameBackTo }}>
          Start again with that one
        </Action>
      </>
    )}
    <form method="post" action="/redirect">
      <input type="hidden" name="formToken" value={formToken} />
      <div class="field">
        <label for="redirect">The address you copied</label>
        <p class="hint" id="redirect-hint">
          It works once, for about one minute. Paste only what this login’s own window shows.
        </p>
        <textarea
          id="redirect"
          name="redirect"
          rows={3}
          required
          autofocus={refusal !== undefined}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={refusal ? "failure redirect-hint" : "redirect-hint"}
          aria-invalid={refusal ? "true" : undefined}
        />
      </div>
      <button type="submit" class="main">
        Get the tokens
      </button>
    </form>
  </>
);
