import { assumedRefreshTokenEnd, type HeldTokens } from "../held-tokens.ts";
import type { PageLogin } from "../login.ts";
import { findValue, type ValueName, valueLabels } from "../token-values.ts";
import { day, moment, span } from "./dates.tsx";

interface TokenValueProps {
  readonly name: ValueName;
  readonly login: PageLogin;
  readonly tokens: HeldTokens;
  readonly formToken: string;
  readonly now: Date;
  /** The one value that was asked for. */
  readonly shown: ValueName | undefined;
}

/** One of the four values: out of sight until it is asked for, with when it dies. */
export const TokenValue = (props: TokenValueProps) => {
  const { login, formToken, name, shown } = props;
  const value = findValue(name, login);
  const label = valueLabels[name];
  const isHidden = value !== undefined && name !== "clientId" && name !== shown;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <p
          class={value === undefined ? "" : "value"}
          id={`value-${name}`}
          data-hidden={isHidden ? "" : undefined}
        >
          {isHidden ? "" : (value ?? absent[name])}
        </p>
        <p class="soft">
          <Lifetime {...props} />
        </p>
      </dd>
      {value !== undefined && (
        <dd class="buttons">
          {name !== "clientId" && (
            <form method="post" action="/tokens/show" data-show={name}>
              <input type="hidden" name="formToken" value={formToken} />
              <input type="hidden" name="value" value={name} />
              <button type="submit" class="small">
                Show<span class="unseen"> {label}</span>
              </button>
            </form>
          )}
          <button type="button" class="small" data-fetch={name} data-what={label} hidden>
            Copy<span class="unseen"> {label}</span>
          </button>
        </dd>
      )}
    </div>
  );
};

const absent: Record<ValueName, string> = {
  clientId: "",
  clientSecret: "None: the record is a public client.",
  accessToken: "",
  refreshToken: "None was issued.",
};

const Lifetime = ({ name, tokens, now }: TokenValueProps) => {
  const { expiresAt, refreshToken } = tokens.credential;
  if (name === "accessToken") {
    if (expiresAt === undefined) return <>The instance did not say when it dies.</>;
    if (expiresAt <= now)
      return <>It has died. That is fine: the connector renews it with the refresh token.</>;
    return (
      <>
        Dies in {span(now, expiresAt)}, {moment(expiresAt, now)}. That is fine: the connector renews it.
      </>
    );
  }
  if (name !== "refreshToken") return null;
  if (refreshToken === undefined) {
    return (
      <>
        Check that the record’s Refresh Token Lifespan is above 0, and that it is not a client credentials
        record.
      </>
    );
  }
  return (
    <>
      Dies on <b>{day(assumedRefreshTokenEnd(tokens))}</b>, unless the record’s Refresh Token Lifespan
      differs: the instance does not say, so its default of 100 days is assumed. Refreshing does not move that
      day; a new login does.
    </>
  );
};
