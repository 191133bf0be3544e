import { describe, expect, test } from "vitest";
import { fetchCurrentUser } from "./current-user.ts";
import { isAuthError } from "./errors.ts";

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
      [ui]: { body: { result: { user_name: "ada", user_display_name: "Ada\u001b[2J L" } } },
    });
    expect(await user).toEqual({ userName: "ada", displayName: "Ada L" });
    expect(asked).toEqual([`${ui} Bearer token-token`]);
  });

  test("is found in sys_user where that endpoint is not offered", async () => {
    const { user } = ask({ [table]: { body: { result: [{ user_name: "ada", name: "Ada" }] } } });
    expect(await user).toEqual({ userName: "ada", displayName: "Ada" });
  });

  test.each<[string, Answers, string]>([
    ["guest", { [ui]: { body: { result: { user_name: "guest" } } } }, "API_REJECTED"],
    ["refused", { [ui]: { status: 401, body: {} }, [table]: { status: 401, body: {} } }, "API_REJECTED"],
    ["not told", { [table]: { body: { result: [] } } }, "TOKEN_RESPONSE_INVALID"],
    ["nonsense", { [ui]: { body: [] }, [table]: { body: "<html>" } }, "TOKEN_RESPONSE_INVALID"],
  ])("is an error when it is %s", async (_, answers, code) => {
    expect(await failure(ask(answers).user)).toBe(code);
  });
});
