import { expect, test } from "vitest";
import { unreachable } from "./failure.ts";

const host = "dev12345.service-now.com";
const system = (code: string) => Object.assign(new Error("connect to 10.0.0.1 failed"), { code });
const details = (error: unknown) => unreachable(error, { host }).details;

test.each([
  ["ENOTFOUND", "name-not-found", false],
  ["EAI_AGAIN", "name-not-found", false],
  ["ECONNREFUSED", "refused", false],
  ["ECONNRESET", "reset", true],
  ["EPIPE", "reset", true],
  ["ETIMEDOUT", "timed-out", true],
  ["ENETUNREACH", "network", true],
  ["EHOSTUNREACH", "network", true],
])("%s is %s", (code, reason, sent) => {
  expect(details(system(code))).toEqual({ host, reason, sent });
});

test.each([
  ["CERT_HAS_EXPIRED", "expired"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "unknown-issuer"],
  ["CERT_REVOKED", "other"],
  ["ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE", "protocol"],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "other"],
])("%s is the TLS fault %s", (code, fault) => {
  expect(details(system(code))).toEqual({ host, reason: "tls", sent: false, tls: { fault } });
});

test("of several addresses the one that says most counts (fault 41)", () => {
  expect(details(new AggregateError([system("ENETUNREACH"), system("ECONNREFUSED")]))).toMatchObject({
    reason: "refused",
  });
  expect(details(new AggregateError([]))).toMatchObject({ reason: "network" });
});

test("the cause that the global fetch hides is found", () => {
  expect(details(new TypeError("fetch failed", { cause: system("ENOTFOUND") }))).toMatchObject({
    reason: "name-not-found",
  });
  const both = new AggregateError([system("ECONNREFUSED"), system("ECONNREFUSED")]);
  expect(details(new TypeError("fetch failed", { cause: both }))).toMatchObject({ reason: "refused" });
});

test.each([undefined, null, "text", {}, new Error("secret words")])(
  "anything else is the network",
  (error) => {
    const failure = unreachable(error, { host });
    expect(failure.details).toEqual({ host, reason: "network", sent: true });
    expect(failure.message).toBe("expected a network that reaches the host");
    expect(failure.cause).toBeUndefined();
  },
);
