import { createServer } from "node:http";
import { bindAll } from "./bind.ts";
import { bindAddresses, loopbackAddressOf } from "./loopback-address.ts";

/**
 * Listens where a redirect URI leads to on this machine, and stops at once; yields the addresses, or undefined for a
 * redirect URI that leads elsewhere. Throws PORT_UNAVAILABLE.
 */
export async function tryListening(redirectUri: string): Promise<readonly string[] | undefined> {
  const address = loopbackAddressOf(redirectUri);
  if (address === undefined) return undefined;
  const servers = await bindAll({
    addresses: bindAddresses(address.hostname),
    port: address.port,
    createServer,
  });
  const bound = servers.map((server) => server.address());
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return bound.flatMap((one) => (typeof one === "object" && one !== null ? [one.address] : []));
}
