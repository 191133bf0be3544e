import { expect, test } from "vitest";
import { AuthError, type AuthErrorDetails } from "../errors.ts";
import { adviseOn } from "./advice.ts";

const host = "dev1.service-now.com";

function ofNetwork(details: Partial<AuthErrorDetails["INSTANCE_UNREACHABLE"]>) {
  const whole = { host, reason: "refused", sent: false, ...details } as const;
  return adviseOn(new AuthError("INSTANCE_UNREACHABLE", "", whole));
}

function ofAnswer(details: Partial<AuthErrorDetails["TOKEN_RESPONSE_INVALID"]>) {
  return adviseOn(new AuthError("TOKEN_RESPONSE_INVALID", "", { host, reason: "shape", ...details }));
}

test("a code may be spent when its request was sent; of one that was not nothing is promised", () => {
  expect(ofNetwork({ reason: "reset", sent: true }).fix.join()).toContain("may be spent");
  expect(ofNetwork({}).fix.join()).not.toMatch(/spent|good/u);
});

test.each(["refresh", "table", "revocation", "grant"] as const)(
  "no code was part of a request that was not the exchange: %s",
  (endpoint) => {
    const refused = {
      status: 401,
      error: "server_error",
      description: "access_denied",
      scopes: [],
      endpoint,
    };
    for (const { fix } of [
      ofNetwork({ reason: "reset", sent: true, endpoint }),
      ofAnswer({ reason: "html", status: 403, endpoint }),
      adviseOn(new AuthError("TOKEN_REQUEST_REJECTED", "", refused)),
    ])
      expect(fix.join()).not.toMatch(/code may be spent|A code lives|redirect URI/u);
  },
);

test("what stands after a failed refresh or revocation is told", () => {
  expect(ofNetwork({ reason: "reset", sent: true, endpoint: "refresh" }).fix.join()).toContain("are kept");
  expect(ofAnswer({ reason: "html", status: 404, endpoint: "revocation" }).fix.join()).toContain(
    "Manage Tokens",
  );
  const dead = { status: 400, error: "invalid_grant", scopes: [], endpoint: "refresh" } as const;
  expect(adviseOn(new AuthError("TOKEN_REQUEST_REJECTED", "", dead)).message).toBe(
    "The instance does not accept this refresh token (invalid_grant).",
  );
});

test("a proxy variable that is no http or https URL is told as that", () => {
  expect(ofNetwork({ reason: "proxy" }).message).toBe("HTTPS_PROXY must be an http or https URL.");
  expect(ofNetwork({ reason: "proxy", proxy: { host: "proxy.example:3128", status: 407 } }).message).toBe(
    `The proxy proxy.example:3128 did not let us through to ${host} (status 407).`,
  );
});

test.each([
  ["html", 404, `${host} does not offer the look-up of the user (status 404).`],
  ["shape", 404, `${host} does not offer the look-up of the user (status 404).`],
  ["html", 403, `${host} answered with a web page instead of the name of the user (status 403).`],
  ["shape", 200, `${host} answered without the name of the user.`],
] as const)("the look-up of the user is told as one: %s, %i", (reason, status, message) => {
  const advice = ofAnswer({ reason, status, endpoint: "user" });
  expect(advice.message).toBe(message);
  // Tokens of a profile may be weeks old: only a login can say that they were issued just now.
  expect(advice.fix.join()).not.toMatch(/issued|code/u);
});

test.each(["temporarily_unavailable", "x", "status 403"])(
  "a refusal of a refresh by a word that nobody knows (%s) says nothing of a dead token",
  (error) => {
    const details = { status: 403, error, scopes: [], endpoint: "refresh" } as const;
    const { message, cause, fix } = adviseOn(new AuthError("TOKEN_REQUEST_REJECTED", "", details));
    expect(message).toBe(
      `The instance refused the token request for a reason that nowtoken does not know (${error}).`,
    );
    expect(cause).toBeUndefined();
    expect(fix.join()).toMatch(/Try again.*tokens that are kept stay as they are.*System Log/u);
    expect(fix.join()).not.toMatch(/revoked|expired|log in again/iu);
  },
);

test.each(["html", "shape", "not-json"] as const)("too many requests are told as that: %s", (reason) => {
  const advice = ofAnswer({ reason, status: 429, retryAfterSeconds: 30 });
  expect(advice.message).toBe(`${host} is answering too many requests just now.`);
  expect(advice.fix).toContain("Try again in 30 seconds.");
});

test("a settings file that does not exist is named, and who named it", () => {
  const message = "the settings file does not exist";
  const problems = [{ kind: "invalid", message, path: "/a/b.json" }] as const;
  expect(adviseOn(new AuthError("CONFIG_INVALID", "", { problems })).message).toBe(
    "The settings file does not exist (/a/b.json, named by --config or NOWTOKEN_CONFIG).",
  );
});

test("who has a dead access token is not told to print that one again", () => {
  const { fix } = adviseOn(new AuthError("API_REJECTED", "", { status: 401, host }));
  expect(fix[0]).toContain("`nowtoken refresh`");
  expect(fix.join()).not.toContain("`nowtoken token`");
});
