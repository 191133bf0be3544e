import { AuthError } from "../errors.ts";
import { isLoopbackHost } from "../settings/address.ts";

/** The environment's variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that `environment` prescribes for an https URL: `https_proxy` or `HTTPS_PROXY`, unless `no_proxy` or
 * `NO_PROXY` names the host. Plain http only ever goes to this machine, and nothing on this machine through a proxy.
 *
 * Throws INSTANCE_UNREACHABLE when the variable holds something else than an http or https URL.
 */
export function proxyFor(url: URL, environment: Environment): URL | undefined {
  const value = environment["https_proxy"] || environment["HTTPS_PROXY"];
  if (
    !value ||
    isLoopbackHost(url.hostname) ||
    isExcepted(url, environment["no_proxy"] || environment["NO_PROXY"] || "")
  ) {
    return undefined;
  }
  // `proxy.example:3128`, without a scheme, is common and means http.
  const text = value.includes("://") ? value : `http://${value}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy?.hostname && /^https?:$/.test(proxy.protocol)) return proxy;
  throw new AuthError("INSTANCE_UNREACHABLE", '"HTTPS_PROXY" must be an http or https URL', {
    host: url.host,
    reason: "proxy",
    sent: false,
  });
}

/** `*`, `host`, `.host` and `*.host`, each with or without a port; a name covers the names below it, as in curl. */
function isExcepted({ hostname, port }: URL, exceptions: string): boolean {
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      const [, name = "", entryPort] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
      if (name === "*") return true;
      const suffix = name.replace(/^\*?\./, "");
      if (suffix === "" || (entryPort !== undefined && entryPort !== (port || "443"))) return false;
      return hostname === suffix || hostname.endsWith(`.${suffix}`);
    });
}
