import type { AuthErrorCode } from "@nowtoken/core";
import { describe, expect, test } from "vitest";
import type { LoginFrontEnd } from "./front-end.ts";
import { rehearse } from "./rehearsal.ts";
import type { Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";

/** What is found out before the code is spent. */
const beforeTheExchange: ReadonlySet<AuthErrorCode> = new Set([
  "REDIRECT_MALFORMED",
  "STATE_MISMATCH",
  "AUTHORIZATION_REJECTED",
  "CREDENTIAL_FILE_UNWRITABLE",
]);

/**
 * What a login must do, whatever the front end: one test a scenario.
 *
 * After every failing one the earlier credential file is byte for byte as it was, nothing is left beside it, the code
 * was spent once, or not at all where it was not needed to find out, and no secret stands in anything that a person or
 * a log could see.
 */
export function describeLoginContract(frontEnd: LoginFrontEnd): void {
  describe.concurrent(`${frontEnd.name}: a login`, () => {
    for (const scenario of scenarios.filter((one) => concerns(one, frontEnd))) {
      test(scenario.sentence, async () => {
        const rehearsal = await rehearse(frontEnd, scenario);
        const goesOn = scenario.keepsWaiting && frontEnd.redirectUri !== undefined;
        const fails = goesOn ? "AUTHORIZATION_REJECTED" : scenario.fails;
        expect(rehearsal.outcome.error).toBe(fails);
        expect(rehearsal.secretsShown).toBe(0);
        expect(rehearsal.tokenRequests).toBe(fails !== undefined && beforeTheExchange.has(fails) ? 0 : 1);
        if (scenario.fails === undefined) expect(rehearsal.file).toEqual(rehearsal.expectedFile);
        else expect(rehearsal.folder).toEqual(rehearsal.folderBefore);
      });
    }
  });
}

function concerns(scenario: Scenario, { transport, redirectUri, scenarios }: LoginFrontEnd): boolean {
  if (scenario.byHand && redirectUri !== undefined) return false;
  if (scenarios === "samples") return scenario.sample === true;
  return !scenario.variant || transport === "request";
}
