import { connectorRegistrations, type GuideVariant } from "@nowtoken/core";

interface GuideChoicesProps {
  /** The product's id on the command line; undefined for any. */
  readonly product: string | undefined;
  /** Whether the record lists an address of this computer; undefined where there is nothing to choose. */
  readonly withLoopback: boolean | undefined;
  /** The form of the release, which stays. */
  readonly variant: GuideVariant;
  readonly formToken: string;
}

/** What the record is for: its name, redirect URLs and lifespans follow from it. */
export const GuideChoices = ({ product, withLoopback, variant, formToken }: GuideChoicesProps) => (
  <form class="card" method="post" action="/guide/choices">
    <input type="hidden" name="formToken" value={formToken} />
    <input type="hidden" name="ui" value={variant} />
    <div class="field">
      <label for="product">Product that gets the tokens</label>
      <select id="product" name="product">
        <option value="">Any</option>
        {connectorRegistrations.map(({ id, product: title }) => (
          <option value={id} selected={id === product}>
            {title}
          </option>
        ))}
      </select>
    </div>
    {withLoopback !== undefined && (
      <p class="check">
        <input type="checkbox" id="withLoopback" name="withLoopback" checked={withLoopback} />
        <label for="withLoopback">
          List this computer’s address too, for <code>nowtoken login --mode loopback</code>; this page needs
          it only where it is your Redirect URL
        </label>
      </p>
    )}
    <p class="actions">
      <button type="submit" class="quiet">
        Show its values
      </button>
    </p>
  </form>
);
