import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { PracticeContext, Step } from "./practice.ts";

/** One request, without anything secret. */
export interface LogEntry {
  /** ISO 8601, UTC, by the instance's clock. */
  readonly time: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The fields of a form body. */
  readonly form: Readonly<Record<string, string>>;
  readonly contentType: string | undefined;
  /** Only the scheme of the header is shown. */
  readonly authorization: string | undefined;
  /** Undefined while there is no answer, and for ever when the connection was dropped instead. */
  status: number | undefined;
}

export type RequestLog = ReturnType<typeof createLog>;

const keptEntries = 1_000;

// What may be shown. Any other value is masked, so that a secret under a misspelt name is too.
const harmless = new Set([
  "approval_prompt",
  "client_id",
  "code_challenge_method",
  "error",
  "format",
  "grant_type",
  "iss",
  "oauth_auth_check_action",
  "redirect_uri",
  "response_type",
  "scope",
  "sys_action",
  "sysparm_fields",
  "sysparm_limit",
  "sysparm_query",
  "token_type_hint",
  "user_name",
  "username",
]);

/** The newest thousand requests, and how many there were of each kind. */
export function createLog() {
  let entries: LogEntry[] = [];
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  return {
    add(entry: LogEntry): void {
      const { method, path, form } = entry;
      entries = [...entries.slice(1 - keptEntries), entry];
      count(`${method} ${path}`);
      if (form["grant_type"] !== undefined) count(`${method} ${path} ${form["grant_type"]}`);
    },
    entries: (): readonly LogEntry[] => entries,
    /** Of all requests since the beginning: `POST /oauth_token.do`, and `POST /oauth_token.do refresh_token`. */
    counts: (): Readonly<Record<string, number>> => Object.fromEntries(counts),
    clear(): void {
      entries = [];
      counts.clear();
    },
  };
}

/** Writes the request down before anything else happens to it. */
export const logRequest: Step = async (c, next) => {
  const entry = await describe(c);
  c.var.practice.log.add(entry);
  await next();
  if (c.res !== RESPONSE_ALREADY_SENT) entry.status = c.res.status;
};

async function describe(c: PracticeContext): Promise<LogEntry> {
  const { req } = c;
  const contentType = req.header("content-type");
  const isForm = contentType?.startsWith("application/x-www-form-urlencoded") ?? false;
  return {
    time: c.var.practice.now().toISOString(),
    method: req.method,
    path: req.path,
    query: mask(new URL(req.url).searchParams),
    form: isForm ? mask(new URLSearchParams(await req.text())) : {},
    contentType,
    authorization: maskCredentials(req.header("authorization")),
    status: undefined,
  };
}

function mask(parameters: URLSearchParams): Record<string, string> {
  const entries = [...parameters].map(
    ([name, value]) => [name, harmless.has(name) ? value : hidden(value)] as const,
  );
  return Object.fromEntries(entries);
}

function maskCredentials(header: string | undefined): string | undefined {
  const [scheme, ...credentials] = header?.split(" ") ?? [];
  if (scheme === undefined) return undefined;
  return credentials.length === 0 ? hidden(scheme) : `${scheme} ${hidden(credentials.join(" "))}`;
}

const hidden = (value: string): string => (value === "" ? "" : `[${value.length} characters]`);
