import { Hono } from "hono";
import { addInstanceHeaders } from "./answers.ts";
import { createAssertionStore } from "./assertions.ts";
import { type Behaviour, createBehaviour } from "./behaviour.ts";
import { createCodeStore } from "./codes.ts";
import { authorizationEndpoint } from "./endpoints/authorization.ts";
import { consentEndpoint } from "./endpoints/consent.ts";
import { currentUserEndpoint } from "./endpoints/current-user.ts";
import { loginEndpoint } from "./endpoints/login.ts";
import { newClientEndpoint } from "./endpoints/new-client.ts";
import { ownRedirectEndpoint } from "./endpoints/own-redirect.ts";
import { revocationEndpoints } from "./endpoints/revocation.ts";
import { tableEndpoints } from "./endpoints/table-api.ts";
import { tokenEndpoint } from "./endpoints/token.ts";
import { strikeWithFault } from "./faults/strike.ts";
import { createLog, type LogEntry, logRequest } from "./log.ts";
import {
  administrator,
  defaultClient,
  defaultOrigin,
  defaultUser,
  type PracticeClient,
  type PracticeOptions,
  type PracticeUser,
} from "./options.ts";
import { messagePage } from "./pages/message.ts";
import type { Practice, PracticeEnv } from "./practice.ts";
import { createFetch, type Fetch } from "./request.ts";
import { createSessionStore } from "./sessions.ts";
import { createSystemLog } from "./system-log.ts";
import { createTableStore } from "./tables/tables.ts";
import { createTokenStore } from "./tokens.ts";

const endpoints = [
  loginEndpoint,
  authorizationEndpoint,
  consentEndpoint,
  tokenEndpoint,
  revocationEndpoints,
  ownRedirectEndpoint,
  newClientEndpoint,
  currentUserEndpoint,
  tableEndpoints,
];

/** A ServiceNow instance to practise on: its OAuth endpoints, in memory. */
export interface PracticeInstance {
  readonly origin: string;
  readonly app: Hono<PracticeEnv>;
  /** A `fetch` that reaches this instance alone; it follows no redirects. */
  readonly request: Fetch;
  /** The first client, and all of them: plain objects that a test may change at any time. */
  readonly client: PracticeClient;
  readonly clients: readonly PracticeClient[];
  /** The first user, whom the login page names, and all of them. */
  readonly user: PracticeUser;
  readonly users: readonly PracticeUser[];
  /** The switches; assign to them at any time. */
  readonly behaviour: Behaviour;
  /** What was asked, the oldest first, without anything secret; `GET /__practice/log` answers with the same. */
  readonly log: () => readonly LogEntry[];
  /**
   * How many requests there were since the beginning: `POST /login.do`, or with the grant of a token request,
   * `POST /oauth_token.do refresh_token`; `GET /__practice/counts` answers with all of them.
   */
  readonly countRequests: (what: string) => number;
  /** Back to the beginning: behaviour, clients and users as given, no sessions, codes, tokens or log. */
  readonly reset: () => void;
}

/**
 * Makes a practice instance with its own clients, users, tokens and log.
 *
 * Throws a TypeError when `origin` is more than an origin, or when there is no client or no user.
 */
export function createPracticeInstance(options: PracticeOptions = {}): PracticeInstance {
  const practice = createPractice(options);
  const app = createApp(practice);
  const { origin, clients, users, behaviour, log } = practice;
  const [client] = clients;
  const [user] = users;
  if (!client || !user) throw new TypeError("expected at least one client and one user");
  const reset = createReset(practice);
  return {
    origin,
    app,
    request: createFetch(app, origin),
    client,
    clients,
    user,
    users,
    behaviour,
    log: log.entries,
    countRequests: (what) => log.counts()[what] ?? 0,
    reset,
  };
}

function createPractice(options: PracticeOptions): Practice {
  const { origin = defaultOrigin, now = () => new Date() } = options;
  if (new URL(origin).origin !== origin) throw new TypeError("expected an origin: scheme, host and port");
  const behaviour = createBehaviour(options.behaviour);
  const records = createRecords(options, origin);
  const systemLog = createSystemLog(now);
  return {
    origin,
    ...records,
    behaviour,
    now,
    sessions: createSessionStore(),
    codes: createCodeStore(now),
    assertions: createAssertionStore(),
    tokens: createTokenStore(now, behaviour),
    tables: createTableStore({ origin, ...records, behaviour, systemLog }),
    log: createLog(),
    systemLog,
  };
}

function createRecords({ clients = [{}], users = [{}, administrator] }: PracticeOptions, origin: string) {
  const completeClient = (given: Partial<PracticeClient>): PracticeClient =>
    structuredClone({ ...defaultClient(origin, given.clientId), ...given });
  const completeUser = (given: Partial<PracticeUser>): PracticeUser =>
    structuredClone({ ...defaultUser(given.userName), ...given });
  return { clients: clients.map(completeClient), users: users.map(completeUser) };
}

function createApp(practice: Practice): Hono<PracticeEnv> {
  const app = new Hono<PracticeEnv>();
  // Whoever calls `request` sees the error itself, be it a dropped connection or a mistake in a test's own function.
  app.onError((error) => {
    throw error;
  });
  app.use(async (c, next) => {
    c.set("practice", practice);
    await next();
  });
  app.get("/__practice/log", (c) => c.json(practice.log.entries()));
  app.get("/__practice/counts", (c) => c.json(practice.log.counts()));
  app.use(logRequest, addInstanceHeaders, strikeWithFault);
  for (const endpoint of endpoints) app.route("/", endpoint);
  app.notFound((c) =>
    c.html(messagePage("Page not found", "The page you are looking for could not be found."), 404),
  );
  return app;
}

function createReset(practice: Practice): () => void {
  const { behaviour, clients, users, sessions, codes, assertions, tokens, tables, systemLog, log } = practice;
  const initial = structuredClone({ clients, users });
  const givenClients = [...clients];
  const switches = { ...behaviour };
  return () => {
    Object.assign(behaviour, switches);
    clients.splice(0, Number.POSITIVE_INFINITY, ...givenClients);
    restore(clients, initial.clients);
    restore(users, initial.users);
    for (const store of [sessions, codes, assertions, tokens, tables, systemLog]) store.forgetAll();
    log.clear();
  };
}

function restore(records: readonly object[], initial: readonly object[]): void {
  for (const [index, record] of records.entries()) Object.assign(record, structuredClone(initial[index]));
}
