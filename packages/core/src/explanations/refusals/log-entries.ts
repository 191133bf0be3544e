import type { Entry } from "../entry.ts";
import { ourWords } from "../vocabulary.ts";
import { codeSpent } from "./code-causes.ts";
import { scopeMissing } from "./record-causes.ts";
import { refreshExpired, refreshOfOther, refreshRevoked } from "./refresh-causes.ts";
import { secretBlank, secretShapeCauses, secretWrong } from "./secret-causes.ts";

/** Where an instance's own log is, as people call it. */
const logNames = [
  "system log",
  "system logs",
  "syslog",
  "log says",
  "in the log",
  "in the logs",
  "log shows",
];

/** Lines of the instance's own system log, which name what the catch-all hides (SDK ci-integration.md). */
export const logEntries = {
  secret: {
    id: "log-client-secret",
    title: "Exception on token flow - client_secret",
    patterns: ["exception on token flow client secret", ["token flow", "client secret"]],
    causes: [secretWrong, ...secretShapeCauses, secretBlank],
    certainty: "certain",
    isDecisive: true,
  },
  scope: {
    id: "log-invalid-scope",
    title: "Exception on token flow - invalid_scope: The provided OAuth token is not valid",
    patterns: [
      "exception on token flow invalid scope",
      ["token flow", "invalid scope"],
      [logNames, "invalid scope"],
      "invalid scope the provided oauth token is not valid",
    ],
    causes: [scopeMissing],
    certainty: "certain",
    isDecisive: true,
  },
  token: {
    id: "log-invalid-token",
    title: "Exception on token flow - invalid_token",
    patterns: [
      "exception on token flow invalid token",
      ["token flow", "invalid token"],
      [logNames, "invalid token", ourWords],
    ],
    causes: [refreshExpired, refreshRevoked, codeSpent, refreshOfOther],
    isDecisive: true,
  },
} as const satisfies Record<string, Entry>;
