import type { Advice, AnyAuthError } from "@nowtoken/core";

/** Core's advice, loaded when there is a failure: a command that succeeds does not pay for it. */
export async function advise(error: AnyAuthError): Promise<Advice> {
  const { adviseOn } = await import("./advice.ts");
  return adviseOn(error);
}
