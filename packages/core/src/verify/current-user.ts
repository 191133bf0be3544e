import * as z from "zod/mini";
import type { Effects } from "../effects.ts";
import { AuthError } from "../errors.ts";
import { aboutEndpoint } from "../http/about-endpoint.ts";
import { cleanRemoteText } from "../http/clean-text.ts";
import { invalidAnswer } from "../http/invalid-answer.ts";
import { readJson, tryJson } from "../http/json-answer.ts";
import type { HttpAnswer, RequestOptions } from "../http/request.ts";
import { type ApiCredential, apiRejected, callApi } from "./api-call.ts";

/** Whom a token belongs to; what the instance does not tell is undefined. */
export interface CurrentUser {
  readonly userName: string;
  readonly displayName: string | undefined;
  readonly sysId: string | undefined;
  readonly email: string | undefined;
  /** Names of roles. The documented answer has none. */
  readonly roles: readonly string[] | undefined;
}

const name = z.pipe(
  z.string().check(z.minLength(1)),
  z.transform((text) => cleanRemoteText(text, { limit: 100 })),
);
const given = z.catch(z.optional(name), undefined);
// The id is `user_sys_id` here and `sys_id` in the table: community clients agree.
const fromUserInterface = z.object({
  result: z.object({
    user_name: name,
    user_display_name: given,
    user_sys_id: given,
    user_email: given,
    roles: z.catch(z.optional(z.array(name)), undefined),
  }),
});
const fromTable = z.object({
  result: z.array(z.object({ user_name: name, name: given, sys_id: given, email: given })),
});
const ownRow = new URLSearchParams({
  sysparm_query: "sys_id=javascript:gs.getUserID()",
  sysparm_fields: "user_name,name,sys_id,email",
  sysparm_limit: "1",
});

/**
 * Asks the instance whom the access token belongs to: `/api/now/ui/user/current_user` (undocumented, widely used),
 * else the documented Table API query for the session's own `sys_user` row.
 *
 * Throws API_REJECTED when the token is refused, WRONG_USER when it acts as `guest`, TOKEN_RESPONSE_INVALID when
 * neither answer names a user, INSTANCE_UNREACHABLE.
 */
export async function fetchCurrentUser(
  credential: ApiCredential,
  effects: Effects,
  options: RequestOptions = {},
): Promise<CurrentUser> {
  try {
    const user = await lookUp((path) => callApi(credential, path, effects, options));
    // A session that nobody signed in to comes back as this user.
    if (user.userName !== "guest") return user;
  } catch (error) {
    throw aboutEndpoint(error, "user");
  }
  throw new AuthError("WRONG_USER", "expected a user who is signed in", { actual: "guest" });
}

async function lookUp(get: (path: string) => Promise<HttpAnswer>): Promise<CurrentUser> {
  const first = await get("/api/now/ui/user/current_user");
  return readUserInterface(first) ?? readTable(await get(`/api/now/table/sys_user?${ownRow}`), first);
}

/** A refusal of the token by the first answer counts where the second says neither a user nor a refusal. */
function readTable(answer: HttpAnswer, first: HttpAnswer): CurrentUser {
  const refused = answer.status === 401 || answer.status === 403;
  const json = tryJson(answer);
  const row = fromTable.safeParse(json).data?.result[0];
  const isSaid = refused ? json !== undefined : answer.status === 200 && row !== undefined;
  if (!isSaid && first.status === 401 && tryJson(first) !== undefined) throw apiRejected(first);
  readJson(answer);
  if (refused) throw apiRejected(answer);
  if (row === undefined) throw invalidAnswer(answer, "expected the user of the token", { reason: "shape" });
  const { user_name, name, sys_id, email } = row;
  return { userName: user_name, displayName: name, sysId: sys_id, email, roles: undefined };
}

function readUserInterface(answer: HttpAnswer): CurrentUser | undefined {
  if (answer.status !== 200) return undefined;
  const user = fromUserInterface.safeParse(tryJson(answer)).data?.result;
  if (user === undefined) return undefined;
  const { user_name, user_display_name, user_sys_id, user_email, roles } = user;
  return {
    userName: user_name,
    displayName: user_display_name,
    sysId: user_sys_id,
    email: user_email,
    roles,
  };
}
