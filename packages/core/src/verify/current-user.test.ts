import { describe, expect, test } from "vitest";
import { isAuthError } from "../errors.ts";
import { fetchCurrentUser } from "./current-user.ts";

type Answers = Readonly<Record<string, { status?: number; body: unknown }>>;

/** An instance that answers these two paths. */
function ask(answers: Answers) {
  const asked: string[] = [];
  const fetch = (address: string, init: { headers: Record<string, string> }) => {
    const { pathname } = new URL(address);
    asked.push(`${pathname} ${init.headers["authorization"]}`);
    const { status = 200, body } = answers[pathname] ?? { status: 404, body: "<html>Page not found</html>" };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(text, { status, headers: { "content-type": "application/json" } });
  };
  const credential = { instanceUrl: "https://dev1.service-now.com", accessToken: "token-token" };
  return { asked, user: fetchCurrentUser(credential, { fetch, now: () => new Date(), timeoutSeconds: 5 }) };
}

const ui = "/api/now/ui/user/current_user";
const table = "/api/now/table/sys_user";
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (isAuthError(error) ? error.code : error),
  );

describe("whom a token belongs to", () => {
  test("is what the user interface's own endpoint says, cleaned for a terminal", async () => {
    const { asked, user } = ask({
      [ui]: {
        body: {
          result: {
            user_name: "ada",
            user_display_name: "Ada\u001b[2J L",
            user_sys_id: "7d1c",
            user_email: "ada@example.com",
            roles: ["itil", "knowledge\u202e"],
          },
        },
      },
    });
    expect(await user).toEqual({
      userName: "ada",
      displayName: "Ada L",
      sysId: "7d1c",
      email: "ada@example.com",
      roles: ["itil", "knowledge"],
    });
    expect(asked).toEqual([`${ui} Bearer token-token`]);
  });

  test("is found in sys_user where that endpoint is not offered", async () => {
    const row = { user_name: "ada", name: "Ada", sys_id: "7d1c", email: "" };
    const { user } = ask({ [table]: { body: { result: [row] } } });
    expect(await user).toEqual({
      userName: "ada",
      displayName: "Ada",
      sysId: "7d1c",
      email: undefined,
      roles: undefined,
    });
  });

  test.each<[string, Answers, string]>([
    ["guest", { [ui]: { body: { result: { user_name: "guest" } } } }, "WRONG_USER"],
    ["guest by its row", { [table]: { body: { result: [{ user_name: "guest" }] } } }, "WRONG_USER"],
    ["refused", { [ui]: { status: 401, body: {} }, [table]: { status: 401, body: {} } }, "API_REJECTED"],
    ["refused, without a sys_user", { [ui]: { status: 401, body: {} } }, "API_REJECTED"],
    [
      "refused, and its row is not told",
      { [ui]: { status: 401, body: {} }, [table]: { body: { result: [] } } },
      "API_REJECTED",
    ],
    ["a page that refuses", { [ui]: { status: 401, body: "<html>" } }, "TOKEN_RESPONSE_INVALID"],
    ["a firewall's page", { [table]: { status: 403, body: "<html>" } }, "TOKEN_RESPONSE_INVALID"],
    ["not told", { [table]: { body: { result: [] } } }, "TOKEN_RESPONSE_INVALID"],
    ["nonsense", { [ui]: { body: [] }, [table]: { body: "<html>" } }, "TOKEN_RESPONSE_INVALID"],
  ])("is an error when it is %s", async (_, answers, code) => {
    expect(await failure(ask(answers).user)).toBe(code);
  });
});
