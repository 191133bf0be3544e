import { connectors, credentialFile } from "@nowtoken/core";
import { connectorForm } from "../../held-tokens.ts";

/** A product's own name; what is none of ours stays as it is. */
export function holderName(to: string): string {
  const found = Object.entries(connectors).find(([name]) => name === to);
  return found === undefined ? to : found[1].title;
}

/** Who stops working with a token that was handed to it. */
export function victimName(to: string): string {
  if (to === credentialFile) return "whoever has the credential file";
  return to === connectorForm ? "the connector whose form was filled in" : holderName(to);
}
