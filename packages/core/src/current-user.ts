import * as z from "zod/mini";
import type { Credential } from "./credential.ts";
import type { Effects } from "./effects.ts";
import { AuthError, isAuthError } from "./errors.ts";
import { cleanRemoteText } from "./http/clean-text.ts";
import { invalidAnswer } from "./http/invalid-answer.ts";
import { readJson } from "./http/json-answer.ts";
import { type HttpAnswer, type RequestOptions, requestText } from "./http/request.ts";

/** Whom a token belongs to. */
export interface CurrentUser {
  readonly userName: string;
  readonly displayName: string | undefined;
}

const limitBytes = 1024 * 1024;
const name = z.pipe(
  z.string().check(z.minLength(1)),
  z.transform((text) => cleanRemoteText(text, { limit: 100 })),
);
const fromUserInterface = z.object({
  result: z.object({ user_name: name, user_display_name: z.catch(z.optional(name), undefined) }),
});
const fromTable = z.object({
  result: z.array(z.object({ user_name: name, name: z.catch(z.optional(name), undefined) })),
});

/**
 * Asks the instance whom the access token belongs to: `/api/now/ui/user/current_user` (undocumented, widely used),
 * else the documented Table API query for the session's own `sys_user` row.
 *
 * Throws API_REJECTED when the token is refused or acts as `guest`, TOKEN_RESPONSE_INVALID when neither answer names
 * a user, INSTANCE_UNREACHABLE.
 */
export async function fetchCurrentUser(
  credential: Pick<Credential, "instanceUrl" | "accessToken">,
  effects: Effects,
  { signal }: RequestOptions = {},
): Promise<CurrentUser> {
  const { instanceUrl, accessToken } = credential;
  const headers = { accept: "application/json", authorization: `Bearer ${accessToken}` };
  try {
    return await lookUp((path) =>
      requestText(effects, { url: `${instanceUrl}${path}`, method: "GET", headers, limitBytes, signal }),
    );
  } catch (error) {
    throw aboutUser(error);
  }
}

async function lookUp(get: (path: string) => Promise<HttpAnswer>): Promise<CurrentUser> {
  const first = await get("/api/now/ui/user/current_user");
  if (first.status === 200) {
    const parsed = fromUserInterface.safeParse(tryJson(first));
    if (parsed.success)
      return known(parsed.data.result.user_name, parsed.data.result.user_display_name, first);
  }
  const query = new URLSearchParams({
    sysparm_query: "sys_id=javascript:gs.getUserID()",
    sysparm_fields: "user_name,name",
    sysparm_limit: "1",
  });
  const second = await get(`/api/now/table/sys_user?${query}`);
  if (second.status === 401 || second.status === 403) throw rejected(second);
  const row = fromTable.safeParse(readJson(second)).data?.result[0];
  if (row === undefined) throw invalidAnswer(second, "expected the user of the token", { reason: "shape" });
  return known(row.user_name, row.name, second);
}

/** The same error, told as one of this look-up. */
function aboutUser(error: unknown): unknown {
  const endpoint = "user" as const;
  if (isAuthError(error, "TOKEN_RESPONSE_INVALID"))
    return new AuthError(error.code, error.message, { ...error.details, endpoint });
  if (isAuthError(error, "INSTANCE_UNREACHABLE"))
    return new AuthError(error.code, error.message, { ...error.details, endpoint });
  return error;
}

function tryJson(answer: HttpAnswer): unknown {
  try {
    return readJson(answer);
  } catch {
    return undefined;
  }
}

function known(userName: string, displayName: string | undefined, answer: HttpAnswer): CurrentUser {
  // A session that nobody signed in to comes back as this user.
  if (userName === "guest") throw rejected(answer);
  return { userName, displayName };
}

function rejected({ status, host }: HttpAnswer): AuthError<"API_REJECTED"> {
  return new AuthError("API_REJECTED", "the access token was refused", { status, host });
}
