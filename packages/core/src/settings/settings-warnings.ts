import { sampleClientId } from "./client.ts";
import type { Settings } from "./settings.ts";
import { isQuoted } from "./typed-text.ts";

/** What may be wrong with settings that are valid; lower case, no full stop. */
export function settingsWarnings({ clientId, clientSecret }: Settings): string[] {
  const warnings: string[] = [];
  if (clientId === sampleClientId)
    warnings.push("the client id is the sample of the guide: use your own record's");
  if (clientSecret !== undefined && isQuoted(clientSecret)) {
    warnings.push("the client secret stands in quotes, which are sent as part of it");
  }
  return warnings;
}
