import { once } from "node:events";
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createPracticeInstance, type PracticeInstance } from "./instance.ts";
import type { PracticeOptions } from "./options.ts";

/** Options of a practice instance with a socket. Its origin is where it listens. */
export interface PracticeServerOptions extends Omit<PracticeOptions, "origin"> {
  /** By default a free one. */
  readonly port?: number;
  /** By default `127.0.0.1`. Its password is public, so it listens to this machine alone. */
  readonly hostname?: "127.0.0.1" | "::1" | "localhost";
}

/** A practice instance that listens. */
export interface PracticeServer {
  readonly origin: string;
  readonly instance: PracticeInstance;
  /** Stops at once, whatever is still under way. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a practice instance on a loopback address, plain http; any number of them can run in one process.
 *
 * Rejects with Node's own error, as EADDRINUSE, when it cannot listen.
 */
export async function startPracticeInstance(options: PracticeServerOptions = {}): Promise<PracticeServer> {
  const { port = 0, hostname = "127.0.0.1", ...rest } = options;
  const server = createServer();
  server.listen(port, hostname);
  await once(server, "listening");
  const address = server.address();
  const listening = typeof address === "object" ? address?.port : undefined;
  const origin = new URL(`http://${hostname === "::1" ? "[::1]" : hostname}:${listening}`).origin;
  const instance = createPracticeInstance({ ...rest, origin });
  server.on("request", getRequestListener(instance.app.fetch, { overrideGlobalObjects: false }));
  return {
    origin,
    instance,
    close: () =>
      new Promise((resolve) => {
        // Calls back when the server is closed already, too.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
