import type { Agent, RequestOptions } from "node:http";
import type { Socket } from "node:net";

/** How node:http gets the connection for a request. */
export type Connecting = Pick<RequestOptions, "agent" | "createConnection" | "host">;

/** Connections that stay open for a moment after an answer, for the next request to the same server. */
export interface KeptConnections {
  /** One that is open and idle; undefined when there is none. */
  idle(url: URL): Promise<Connecting | undefined>;
  /** One that was just opened, to be kept afterwards unless the pool holds one that is closed: for a request sent at once. */
  keep(url: URL, socket: Socket): Connecting;
}

/** In milliseconds: servers close idle connections after more than this. */
const idleMs = 1000;

/** A connection for one request alone. */
export const once = (socket: Socket): Connecting => ({ createConnection: () => socket });

/** Makes a pool of node:http's own kind, which is handed connections that are open and checked. */
export function createKeptConnections(): KeptConnections {
  let agent: Agent | undefined;
  const free = ({ origin }: URL) => agent?.freeSockets[origin] ?? [];
  const find = (url: URL) => {
    const sockets = free(url);
    // One that is closed stays among them until everybody has heard of it, and the agent might take that one.
    const areOpen = sockets.length > 0 && sockets.every(({ destroyed }) => !destroyed);
    return areOpen && agent !== undefined ? { agent, host: url.origin } : undefined;
  };
  return {
    async idle(url) {
      // A connection is free a tick after its answer was read.
      if (agent !== undefined) await new Promise((resolve) => setImmediate(resolve));
      return find(url);
    },
    keep(url, socket) {
      const other = find(url);
      if (other !== undefined) {
        socket.destroy();
        return other;
      }
      if (free(url).length > 0) return once(socket);
      agent ??= createAgent();
      return { agent, host: url.origin, createConnection: () => socket };
    },
  };
}

function createAgent(): Agent {
  const { Agent } = process.getBuiltinModule("node:http");
  const agent = new Agent({ keepAlive: true, timeout: idleMs });
  agent.getName = (options) => options?.host ?? "";
  agent.createConnection = (options, opened = () => {}) => {
    if (options.createConnection !== undefined) return options.createConnection(options, opened);
    // The idle one was closed in this very moment; without a word the request would wait for ever.
    const closed = Object.assign(new Error("the connection was closed"), { code: "ECONNRESET" });
    process.nextTick(() => Reflect.apply(opened, undefined, [closed]));
    return undefined;
  };
  return agent;
}
