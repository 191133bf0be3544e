import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";
import type { AssertionStore } from "./assertions.ts";
import type { Behaviour } from "./behaviour.ts";
import type { AuthorizationRequest, CodeChallenge, CodeStore } from "./codes.ts";
import type { Assertion } from "./endpoints/assertion.ts";
import type { RequestLog } from "./log.ts";
import type { PracticeClient, PracticeUser } from "./options.ts";
import type { SessionStore } from "./sessions.ts";
import type { SystemLog } from "./system-log.ts";
import type { Row, Table } from "./tables/table.ts";
import type { TableStore } from "./tables/tables.ts";
import type { TokenStore } from "./tokens.ts";

/** Everything that the endpoints of one practice instance share. */
export interface Practice {
  readonly origin: string;
  readonly clients: PracticeClient[];
  readonly users: readonly PracticeUser[];
  readonly behaviour: Behaviour;
  readonly now: () => Date;
  readonly sessions: SessionStore;
  readonly codes: CodeStore;
  readonly assertions: AssertionStore;
  readonly tokens: TokenStore;
  readonly tables: TableStore;
  readonly log: RequestLog;
  readonly systemLog: SystemLog;
}

/** What an endpoint's earlier steps found out for its later ones. */
interface Found {
  form: URLSearchParams;
  client: PracticeClient;
  user: PracticeUser;
  /** Where an authorization request's answer goes. */
  target: string;
  challenge: CodeChallenge | undefined;
  request: AuthorizationRequest;
  grant: Step;
  /** The client of the bearer token that a call came with. */
  bearerClient: PracticeClient | undefined;
  table: Table;
  row: Row;
  assertion: Assertion;
}

/** The Hono environment of every endpoint. */
export interface PracticeEnv {
  /** Given when a socket is behind the request. */
  Bindings: Partial<HttpBindings>;
  Variables: { practice: Practice } & Found;
}

export type PracticeContext = Context<PracticeEnv>;

/** One named step of an endpoint: it answers, or leaves something in `c.var` and calls `next`. */
export type Step = MiddlewareHandler<PracticeEnv>;
