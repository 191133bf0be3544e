import type { Answer } from "@nowtoken/callback";
import type { AnyAuthError } from "@nowtoken/core";

/** Names the command that shows the rest of a failure that is kept for it. */
export const moreByExplain =
  "In a terminal `nowtoken explain` lists every cause, and what to check for each.";

/** A page that shows a failure names the command that shows the rest: the failure is kept for it. */
export const namingExplain =
  (describe: (error: AnyAuthError) => Answer) =>
  (error: AnyAuthError): Answer => ({
    ...describe(error),
    more: moreByExplain,
  });
