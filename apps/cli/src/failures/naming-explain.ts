import type { Answer } from "@nowtoken/callback";
import type { AnyAuthError } from "@nowtoken/core";

/** A page that shows a failure names the command that shows the rest: the failure is kept for it. */
export const namingExplain =
  (describe: (error: AnyAuthError) => Answer) =>
  (error: AnyAuthError): Answer => ({
    ...describe(error),
    more: "In a terminal `nowtoken explain` lists every cause, and what to check for each.",
  });
