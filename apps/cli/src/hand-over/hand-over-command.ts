import { connectorNames, type Profile, standardOutput } from "@nowtoken/core";

/** What hands the present tokens of a profile to a holder of earlier ones. */
export function handOverCommand(form: string, { name }: Profile): string {
  const isConnector = connectorNames.some((known) => known === form);
  const target = isConnector ? form : "text";
  const out = form === standardOutput ? " --out -" : "";
  return `nowtoken export --to ${target} --profile ${name}${out}`;
}
