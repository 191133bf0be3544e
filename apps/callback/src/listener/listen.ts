import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type Http2Bindings, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { answerHeaders } from "../redirect/answer-headers.ts";
import { bindAll } from "./bind.ts";
import { bindAddresses, type LoopbackAddress } from "./loopback-address.ts";
import { within } from "./within.ts";

export interface ListenOptions extends LoopbackAddress {
  /** Answers the requests: an app's `fetch`. */
  readonly fetch: (request: Request, bindings: HttpBindings | Http2Bindings) => Response | Promise<Response>;
  readonly limits?: Partial<ListenLimits>;
}

export interface ListenLimits {
  /** How long a request's head may take, and a connection may stay without one; 5 s. */
  readonly headMs: number;
  /** The most connections at once for each address; 256. */
  readonly connections: number;
  /** How long closing waits for answers that are under way; 300 ms. */
  readonly closeMs: number;
}

export interface Listener {
  readonly addresses: readonly AddressInfo[];
  /** Stops to listen, and ends every connection, in `closeMs` at most. */
  close(): Promise<void>;
}

const defaults: ListenLimits = { headMs: 5_000, connections: 256, closeMs: 300 };

/**
 * Serves an app on a loopback address, and on nothing else: `localhost` is both of its addresses.
 *
 * Throws PORT_UNAVAILABLE.
 */
export async function listen({ hostname, port, fetch, limits }: ListenOptions): Promise<Listener> {
  const { headMs, connections, closeMs } = { ...defaults, ...limits };
  const underWay = new Set<ServerResponse>();
  const answer = getRequestListener(fetch, {
    // A request without a Host header is for the app to refuse, like one with a wrong one.
    hostname: "missing.invalid",
    overrideGlobalObjects: false,
    errorHandler: () => malformed.request("/"),
  });
  const servers = await bindAll({
    addresses: bindAddresses(hostname),
    port,
    createServer: () => {
      const server = createServer({
        maxHeaderSize: 16 * 1024,
        headersTimeout: headMs,
        requestTimeout: headMs,
        connectionsCheckingInterval: Math.min(headMs, 500),
        requireHostHeader: false,
      });
      server.maxConnections = connections;
      server.on("request", (incoming, outgoing) => {
        underWay.add(outgoing.once("close", () => underWay.delete(outgoing)));
        void answer(incoming, outgoing);
      });
      return server;
    },
  });
  // Running out of descriptors while accepting must not end the login.
  for (const server of servers) server.on("error", () => undefined);
  return {
    addresses: servers.map((server) => server.address()).filter((address) => isAddress(address)),
    close: () => closeAll(servers, underWay, closeMs),
  };
}

const isAddress = (address: ReturnType<Server["address"]>): address is AddressInfo =>
  typeof address === "object" && address !== null;

/** What never became a request of the app. */
const malformed = new Hono().use(answerHeaders()).all("*", (context) => context.text("bad request", 400));

async function closeAll(
  servers: readonly Server[],
  underWay: ReadonlySet<ServerResponse>,
  closeMs: number,
): Promise<void> {
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  const answered = [...underWay].map((answer) => new Promise((resolve) => answer.once("close", resolve)));
  await within(closeMs, Promise.all(answered));
  for (const server of servers) server.closeAllConnections();
  await Promise.all(closed);
}
