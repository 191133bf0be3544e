import { isAnswerLost, judgeRefreshFailure, refreshAccessToken } from "@nowtoken/core";
import type { Behaviour } from "@nowtoken/simulator";
import { expect, test } from "vitest";
import { type LoggedIn, logIn } from "./logged-in.ts";

const refresh = ({ settings, credential, effects }: LoggedIn, token = credential.refreshToken ?? "") =>
  refreshAccessToken(settings, token, effects);

async function failure(refreshed: Promise<unknown>): Promise<unknown> {
  return refreshed.then(
    () => undefined,
    (error: unknown) => error,
  );
}

test.each<[Partial<Behaviour>, "same" | "another" | "none"]>([
  [{}, "same"],
  [{ refreshAnswerWithoutRefreshToken: true }, "none"],
  [{ rotation: "rotate" }, "another"],
])(
  "on an instance with %j a refresh brings a new access token, and %s refresh token",
  async (behaviour, kind) => {
    const login = await logIn({ behaviour });
    const { credential } = login;
    const tokens = await refresh(login);
    expect(tokens).toMatchObject({ expiresInSeconds: 1799, scopes: credential.scopes });
    expect(tokens.accessToken).not.toBe(credential.accessToken);
    const { refreshToken } = tokens;
    const same = refreshToken === credential.refreshToken ? "same" : "another";
    expect(refreshToken === undefined ? "none" : same).toBe(kind);
  },
);

test.each<[string, Partial<Behaviour>, (login: LoggedIn) => void, string]>([
  ["a dead token", {}, ({ instance }) => instance.reset(), "doubtful"],
  ["a dead token that is named", { errors: "modern" }, ({ instance }) => revokeAll(instance), "dead"],
  [
    "a changed secret that is named",
    { errors: "modern" },
    ({ instance }) => Object.assign(instance.client, { clientSecret: "another" }),
    "other",
  ],
])("%s is judged", async (_, behaviour, change, verdict) => {
  const login = await logIn({ behaviour });
  change(login);
  expect(judgeRefreshFailure(await failure(refresh(login)))).toBe(verdict);
});

function revokeAll(instance: LoggedIn["instance"]): void {
  instance.reset();
  instance.behaviour.errors = "modern";
}

test.each<[NonNullable<Behaviour["fault"]>, boolean]>([
  [{ kind: "hibernating" }, false],
  [{ kind: "sso-page" }, false],
  [{ kind: "too-many-requests" }, false],
  [{ kind: "forbidden-page" }, false],
  [{ kind: "empty-400" }, false],
  [{ kind: "server-error" }, false],
  [{ kind: "redirect" }, false],
  [{ kind: "answer", status: 500, body: '{"error":"invalid_grant"}' }, false],
  [{ kind: "truncated" }, true],
  [{ kind: "answer-lost" }, true],
])("%j is temporary, and the login goes on after it; the answer may be lost: %s", async (fault, lost) => {
  const login = await logIn();
  login.instance.behaviour.fault = fault;
  const error = await failure(refresh(login));
  expect([judgeRefreshFailure(error), isAnswerLost(error)]).toEqual(["temporary", lost]);
  login.instance.behaviour.fault = undefined;
  await refresh(login);
});

test("a lost answer of an instance that rotates is not the end that a refusal is", async () => {
  const login = await logIn({ behaviour: { rotation: "rotate", errors: "modern" } });
  login.instance.behaviour.fault = { kind: "answer-lost", times: 1 };
  const first = await failure(refresh(login));
  const second = await failure(refresh(login));
  expect([isAnswerLost(first), judgeRefreshFailure(second)]).toEqual([true, "dead"]);
});
