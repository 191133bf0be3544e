import type { Chart } from "./chart.ts";
import { type Examination, skipped } from "./examination.ts";
import { examineAccessToken } from "./examine-access-token.ts";
import { examineAuthorities } from "./examine-authorities.ts";
import { examineAwake } from "./examine-awake.ts";
import { examineClock } from "./examine-clock.ts";
import { examineConnection, examineName } from "./examine-connection.ts";
import { examineAuthorizationEndpoint, examineClient, examineTokenEndpoint } from "./examine-endpoints.ts";
import { examineRedirectPort } from "./examine-port.ts";
import { examineProxy } from "./examine-proxy.ts";
import { examineRecord } from "./examine-record.ts";
import { examineRefreshToken } from "./examine-refresh-token.ts";
import { examineTls } from "./examine-tls.ts";
import { inGroup } from "./in-group.ts";
import { openRemote, type Remote, whyNothingIsSent } from "./remote.ts";

/** What lies between this computer and a login: network, instance, tokens. */
export function listRemote(chart: Chart): Examination[] {
  // Nothing is asked of an instance that nobody has named: the first step there is skipped, and so is all behind it.
  const remote = openRemote(chart, chart.settings.instanceUrl ?? "https://instance.invalid");
  return [...listNetwork(chart, remote), ...listInstance(remote), ...listLogin(chart, remote)];
}

function listNetwork(chart: Chart, { route }: Remote): Examination[] {
  const { surroundings, settings, signal } = chart;
  const { environment } = surroundings;
  const { caFile, instanceUrl } = settings;
  const named = instanceUrl === undefined ? undefined : new URL(instanceUrl);
  const closed = whyNothingIsSent(chart);
  const lookUp = () => (closed === undefined ? examineName(route(), signal) : skipped(closed));
  const shakeHands = () => examineTls(route(), { caFile, now: new Date(), signal });
  return inGroup("Network", [
    ["proxy", "Proxy", () => examineProxy(environment, named)],
    ["authorities", "Authorities", () => examineAuthorities({ environment, caFile })],
    ["redirect-port", "Redirect port", () => examineRedirectPort(chart)],
    ["dns", "DNS", lookUp, ["proxy"]],
    ["tcp", "TCP", () => examineConnection(route(), signal), ["dns"]],
    ["tls", "TLS", shakeHands, ["tcp", "authorities"]],
  ]);
}

function listInstance({ asking, login, skewSeconds }: Remote): Examination[] {
  return inGroup("Instance", [
    ["awake", "Awake", () => examineAwake(asking()), ["tls"]],
    ["clock", "Clock", () => examineClock(skewSeconds()), ["awake"]],
    ["token-endpoint", "Token endpoint", () => examineTokenEndpoint(asking()), ["awake"]],
    [
      "authorization-endpoint",
      "Authorization",
      () => examineAuthorizationEndpoint(asking(), login),
      ["awake"],
    ],
    ["client", "Client", () => examineClient(asking(), login), ["authorization-endpoint"]],
  ]);
}

function listLogin(chart: Chart, remote: Remote): Examination[] {
  return inGroup("Login", [
    ["refresh-token", "Refresh token", () => examineRefreshToken(chart, new Date()), ["profile"]],
    [
      "access-token",
      "Access token",
      () => examineAccessToken(chart, remote),
      ["profile", "key", "lock", "awake"],
    ],
    ["record", "Record", () => examineRecord(chart, remote), ["access-token"]],
  ]);
}
