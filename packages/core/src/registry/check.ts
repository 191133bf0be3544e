import { checkClient } from "./check-client.ts";
import { checkLifespans } from "./check-lifespans.ts";
import { checkRedirects } from "./check-redirects.ts";
import { checkScopes } from "./check-scopes.ts";
import { checkUnseen } from "./check-unseen.ts";
import type { Finding, FindingSeverity } from "./finding.ts";
import type { RecordExpectation, RecordReading } from "./record-reading.ts";

const order: readonly FindingSeverity[] = ["failed", "warning", "note"];

/** Everything about a record that is not as it should be, or cannot be seen, the worst first; a good one yields nothing. */
export function checkRecord(reading: RecordReading, expectation: RecordExpectation): Finding[] {
  return [
    ...checkClient(reading, expectation),
    ...checkRedirects(reading, expectation),
    ...checkScopes(reading, expectation),
    ...checkLifespans(reading, expectation),
    ...checkUnseen(reading, expectation),
  ].toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
}
