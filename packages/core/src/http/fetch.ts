import type { Fetch } from "../effects.ts";
import { isAuthError } from "../errors.ts";
import { isLoopbackHost } from "../settings/address.ts";
import { invalidSetting } from "../settings/config-invalid.ts";
import { openConnection } from "./connection.ts";
import { exchange } from "./exchange.ts";
import { createKeptConnections, once } from "./kept-connections.ts";
import { type Environment, proxyFor } from "./proxy.ts";
import { createTrust } from "./trust.ts";

/** How our own HTTP client reaches servers. */
export interface FetchOptions {
  /** A file of certificate authorities to trust besides Node's and the system's, in PEM format. */
  readonly caFile?: string;
  /** Where `HTTPS_PROXY` and `NO_PROXY` are looked up, in both spellings; none by default. */
  readonly environment?: Environment;
}

/**
 * Makes a {@link Fetch} over node:http: no redirects, certificates always checked, and a connection of its own for every
 * request that must not be sent twice: one that was left open may be closed by the server just then.
 *
 * The global `fetch` takes longer to load than a whole request takes here. Throws CONFIG_INVALID for a `caFile` that
 * cannot be read; the function it makes throws INSTANCE_UNREACHABLE, CONFIG_INVALID for plain http to another
 * machine, and TOKEN_RESPONSE_INVALID for an answer that is not HTTP.
 */
export function createFetch({ caFile, environment = {} }: FetchOptions = {}): Fetch {
  // Node's modules are fetched in all these files when they are first needed, by `process.getBuiltinModule`: an
  // `import` of node:http reads its WebSocket getters too, which load undici, and bundlers would move it to the start.
  const trust = createTrust(caFile);
  const kept = createKeptConnections();
  return async (address, init) => {
    const url = new URL(address);
    if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopbackHost(url.hostname))) {
      throw invalidSetting("instanceUrl", "must be https, or http on this machine alone");
    }
    const proxy = proxyFor(url, environment);
    const open = () => openConnection({ url, proxy }, trust, init.signal);
    if (!init.repeatable) return exchange(once(await open()), url, init);
    const idle = await kept.idle(url);
    if (idle === undefined) return exchange(kept.keep(url, await open()), url, init);
    try {
      return await exchange(idle, url, init);
    } catch (error) {
      if (init.method !== "GET" || !isReset(error)) throw error;
      return exchange(once(await open()), url, init);
    }
  };
}

const isReset = (error: unknown): boolean =>
  isAuthError(error, "INSTANCE_UNREACHABLE") && error.details.reason === "reset";
