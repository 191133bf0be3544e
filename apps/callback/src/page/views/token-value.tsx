import { assumedRefreshTokenEnd, type HeldTokens } from "../held-tokens.ts";
import type { PageLogin } from "../login.ts";
import { findValue, type ValueName, valueLabels } from "../token-values.ts";
import { day, moment, span } from "./dates.tsx";
import { ValueRow } from "./value-row.tsx";

interface TokenValueProps {
  readonly name: ValueName;
  readonly login: PageLogin;
  readonly tokens: HeldTokens;
  readonly formToken: string;
  readonly now: Date;
  /** The one value that was asked for. */
  readonly shown: ValueName | undefined;
}

/** One of the four values, with when it dies. */
export const TokenValue = (props: TokenValueProps) => {
  const { login, formToken, name, shown } = props;
  const isSecret = name !== "clientId";
  return (
    <ValueRow
      id={`value-${name}`}
      name={name}
      label={valueLabels[name]}
      value={findValue(name, login)}
      isSecret={isSecret}
      isShown={!isSecret || name === shown}
      showAt="/tokens/show"
      formToken={formToken}
      absent={absent[name]}
    >
      <Lifetime {...props} />
    </ValueRow>
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
