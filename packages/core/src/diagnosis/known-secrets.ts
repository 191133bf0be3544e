import { unescape as percentDecode } from "node:querystring";
import { isAuthError } from "../errors.ts";
import { openChart } from "./chart.ts";
import type { Patient } from "./patient.ts";

const proxyVariables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

/** Every secret that is at hand here: settings, variables, proxies and the profile, as it is now. */
export async function knownSecrets(patient: Patient): Promise<string[]> {
  const { environment } = patient.surroundings;
  const given = patient.layers.map(({ settings }) => settings.clientSecret);
  const secrets = [
    ...given.filter((secret) => typeof secret === "string"),
    environment["NOWTOKEN_VAULT_KEY"],
    ...proxyVariables.map((name) => passwordOf(environment[name])),
    ...(await profileSecrets(patient)),
  ];
  return [...new Set(secrets.map((secret) => secret?.trim()).filter((secret) => secret !== undefined))];
}

function passwordOf(proxy: string | undefined): string | undefined {
  const text = proxy?.includes("://") ? proxy : `http://${proxy}`;
  return percentDecode(URL.parse(text)?.password ?? "") || undefined;
}

async function profileSecrets(patient: Patient): Promise<(string | undefined)[]> {
  try {
    return Object.values((await openChart(patient).profile.open())?.secrets ?? {});
  } catch (error) {
    // What cannot be opened is not in anything that was said either.
    if (isAuthError(error)) return [];
    throw error;
  }
}
