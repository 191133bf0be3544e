import type { PageLogin } from "./login.ts";

/** The four values of a connector's form, in its order. */
export const valueNames = ["clientId", "clientSecret", "accessToken", "refreshToken"] as const;

export type ValueName = (typeof valueNames)[number];

export const valueLabels: Record<ValueName, string> = {
  clientId: "Client ID",
  clientSecret: "Client secret",
  accessToken: "Access token",
  refreshToken: "Refresh token",
};

/** One of the values; undefined when there is none, as for a public client's secret. */
export function findValue(name: ValueName, { settings, outcome }: PageLogin): string | undefined {
  if (name === "clientId" || name === "clientSecret") return settings[name];
  return outcome !== undefined && "tokens" in outcome ? outcome.tokens.credential[name] : undefined;
}

export function isValueName(name: string | null): name is ValueName {
  return valueNames.some((known) => known === name);
}
