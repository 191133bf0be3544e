import type { Entry } from "../entry.ts";
import { codeSpent } from "./code-causes.ts";
import { scopeMissing } from "./record-causes.ts";
import { refreshExpired, refreshOfOther, refreshRevoked } from "./refresh-causes.ts";
import { secretShapeCauses, secretWrong } from "./secret-causes.ts";

/** Lines of the instance's own system log, which name what the catch-all hides (SDK ci-integration.md). */
export const logEntries = {
  secret: {
    id: "log-client-secret",
    title: "Exception on token flow - client_secret",
    patterns: ["exception on token flow client secret", ["token flow", "client secret"]],
    causes: [secretWrong, ...secretShapeCauses],
    certainty: "certain",
  },
  scope: {
    id: "log-invalid-scope",
    title: "Exception on token flow - invalid_scope: The provided OAuth token is not valid",
    patterns: ["exception on token flow invalid scope", ["token flow", "invalid scope"]],
    causes: [scopeMissing],
    certainty: "certain",
  },
  token: {
    id: "log-invalid-token",
    title: "Exception on token flow - invalid_token",
    patterns: ["exception on token flow invalid token", ["token flow", "invalid token"]],
    causes: [refreshExpired, refreshRevoked, codeSpent, refreshOfOther],
  },
} as const satisfies Record<string, Entry>;
