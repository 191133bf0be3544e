import type { RankedCause, Settings } from "@nowtoken/core";
import { CauseAction } from "./cause-action.tsx";

interface OtherCausesProps {
  readonly causes: readonly RankedCause[];
  readonly settings: Settings;
  readonly formToken: string;
}

/** What else it may be, the likeliest first: what to check, what to do, and the line of the log that would settle it. */
export const OtherCauses = ({ causes, settings, formToken }: OtherCausesProps) => (
  <details class="card">
    <summary>
      {causes.length === 1
        ? "Another cause that it may have"
        : `${causes.length} other causes that it may have`}
    </summary>
    <ul class="causes">
      {causes.map(({ id, cause, check, fix, log }) => (
        <li>
          <h3>{cause}</h3>
          <ul>
            {[...check, ...fix].map((step) => (
              <li>{step}</li>
            ))}
          </ul>
          {log && <p class="soft">{log}</p>}
          <CauseAction id={id} settings={settings} formToken={formToken} />
        </li>
      ))}
    </ul>
  </details>
);
