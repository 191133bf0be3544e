import { once } from "node:events";
import type { Server } from "node:http";
import { AuthError } from "@nowtoken/core";

export interface Binding {
  readonly addresses: readonly string[];
  /** The same on every address; 0 is a free one. */
  readonly port: number;
  readonly createServer: () => Server;
}

/**
 * Binds one server to each address. An address family that this machine does not have is left out when another one
 * remains; a port that is taken on any address is refused.
 *
 * Throws PORT_UNAVAILABLE.
 */
export async function bindAll({ addresses, port, createServer }: Binding): Promise<Server[]> {
  const servers: Server[] = [];
  let absent: AuthError | undefined;
  for (const host of addresses) {
    const server = createServer();
    try {
      server.listen({ host, port: portOf(servers[0]) ?? port, exclusive: true });
      await once(server, "listening");
      servers.push(server);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      absent = unavailable(host, port, code);
      if (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT") continue;
      for (const bound of servers) bound.close();
      throw absent;
    }
  }
  if (servers.length === 0 && absent !== undefined) throw absent;
  return servers;
}

function portOf(server: Server | undefined): number | undefined {
  const address = server?.address();
  return typeof address === "object" ? address?.port : undefined;
}

function unavailable(host: string, port: number, systemCode: string | undefined): AuthError {
  return new AuthError("PORT_UNAVAILABLE", "expected a local port that is free", {
    host,
    port,
    ...(systemCode !== undefined && { systemCode }),
  });
}
