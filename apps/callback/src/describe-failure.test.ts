import { AuthError, describeAttempt, explain } from "@nowtoken/core";
import { expect, test } from "vitest";
import { describeFailure } from "./describe-failure.ts";

const settings = { clientId: "id", clientSecret: "x".repeat(20), clientAuth: "body", scopes: [] } as const;

test("a refusal shows its likeliest cause, and keeps the others apart", () => {
  const attempt = describeAttempt(settings, {
    request: "authorization-code",
    codeAge: { atLeast: 0, atMost: 5 },
  });
  const details = { status: 401, error: "invalid_client", scopes: [], attempt };
  const error = new AuthError("TOKEN_REQUEST_REJECTED", "", details);
  const answer = describeFailure(error);
  expect(answer).toMatchObject({
    title: "The login failed",
    cause: "The cause: The client secret is what a form shows instead of it: dots or asterisks.",
    fix: [expect.stringContaining("lock icon")],
  });
  expect(answer.others?.map(({ cause }) => cause)).toContain(
    "The client secret is not the one of the OAuth record.",
  );
  expect(answer.others).toHaveLength(explain(error).causes.length - 1);
});

test("what its message says already is not said again", () => {
  const answer = describeFailure(new AuthError("STATE_MISMATCH", "", { reason: "different" }));
  expect(answer).not.toHaveProperty("cause");
  expect(answer.others).toEqual([]);
});
