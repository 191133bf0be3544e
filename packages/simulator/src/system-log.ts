import type { TokenRefusal } from "./endpoints/token-refusal.ts";
import { sysIdOf } from "./sys-id.ts";
import type { Row } from "./tables/table.ts";

const keptRows = 1_000;
const invalidToken = "The provided OAuth token is not valid";

/**
 * What the instance writes of a refusal. The three beginnings are the SDK's (ci-integration.md), as is the sentence
 * behind `invalid_scope`; the one behind `invalid_token` is a guess, and so is that every refusal of a kind writes the
 * same. Of other kinds no line is known.
 */
const messages: Partial<Record<TokenRefusal["error"], string>> = {
  invalid_client: "Exception on token flow - client_secret",
  invalid_scope: `Exception on token flow - invalid_scope: ${invalidToken}`,
  invalid_grant: `Exception on token flow - invalid_token: ${invalidToken}`,
};

export type SystemLog = ReturnType<typeof createSystemLog>;

/** System Logs > System Log > All, which names what the catch-all hides: its newest thousand rows. */
export function createSystemLog(now: () => Date) {
  let rows: Row[] = [];
  let written = 0;
  return {
    addRefusal(error: TokenRefusal["error"]): void {
      const message = messages[error];
      if (message === undefined) return;
      written += 1;
      const time = now().toISOString().slice(0, 19).replace("T", " ");
      const row = {
        sys_id: sysIdOf("syslog", String(written)),
        sys_created_on: time,
        sys_created_by: "guest",
      };
      // The columns but for source and message are a guess.
      rows = [...rows.slice(1 - keptRows), { ...row, level: "2", source: "OAuth", message }];
    },
    rows: (): readonly Row[] => rows,
    forgetAll(): void {
      rows = [];
    },
  };
}
