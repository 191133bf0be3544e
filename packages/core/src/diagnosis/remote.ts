import type { LoginSettings } from "../authorization-request.ts";
import type { AccessToken } from "../token-source/kept-login.ts";
import { createTokenSource } from "../token-source/token-source.ts";
import { watchClock } from "../verify/clock-skew.ts";
import type { Asking } from "./ask-instance.ts";
import type { Chart } from "./chart.ts";
import { type NetworkRoute, planRoute } from "./network-route.ts";

/** What the examinations of one instance have in common; each part is made when it is first needed. */
export interface Remote {
  /** Throws INSTANCE_UNREACHABLE for a proxy that is none. */
  readonly route: () => NetworkRoute;
  /** Throws CONFIG_INVALID for a file of authorities that cannot be read. */
  readonly asking: () => Asking;
  /** What a login in the browser would ask for, or why there is none. */
  readonly login: LoginSettings | NoLogin;
  /** How far the instance's clock is ahead of this computer's, in seconds; undefined before any answer. */
  readonly skewSeconds: () => number | undefined;
  /** That of the profile, refreshed where it is dead or about to die; what that brings is kept. Throws what a source throws. */
  readonly accessToken: () => Promise<AccessToken>;
}

/** Why there is nothing to ask for. */
interface NoLogin {
  readonly reason: string;
}

/** A token with less to live than this is refreshed first, in seconds. */
const minTtlSeconds = 60;

/** Why nothing can be asked; undefined when it can. */
export function whyNothingIsSent({ offline, settings }: Chart): string | undefined {
  if (offline) return "Nothing is sent with --offline.";
  return settings.instanceUrl === undefined ? "No instance is named." : undefined;
}

export function openRemote(chart: Chart, instanceUrl: string): Remote {
  const { settings, createEffects, signal, profile, store } = chart;
  const watch = once(() => watchClock(createEffects(settings)));
  return {
    route: once(() => planRoute(chart, instanceUrl)),
    asking: () => ({ instanceUrl, effects: watch().effects, signal }),
    login: loginOf(chart, instanceUrl),
    skewSeconds: () => watch().skewSeconds(),
    accessToken: once(() => {
      const source = createTokenSource({ profile: profile.name, store, effects: watch().effects });
      return source.getAccessToken({ minTtlSeconds, ...(signal && { signal }) });
    }),
  };
}

function loginOf({ settings, profile }: Chart, instanceUrl: string): LoginSettings | NoLogin {
  const { clientId, redirectUri, scopes } = settings;
  if (clientId === undefined) return { reason: "No client id is given." };
  const grant = profile.own?.login?.grant;
  // Their records need no redirect URI, and may refuse browsers.
  if (grant === "client-credentials" || grant === "jwt-bearer" || grant === "password")
    return { reason: "This login needs no browser." };
  return { instanceUrl, clientId, redirectUri, scopes };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
