import { type Address, isLoopbackHost, parseAddress } from "./address.ts";
import { invalidSetting } from "./config-invalid.ts";
import { unquoteTyped } from "./typed-text.ts";

/**
 * Turns what people call an instance into one origin, e.g. `https://dev12345.service-now.com`.
 *
 * Takes a name (`dev12345`), a host, or a URL as copied from the address bar, whose path, query and fragment are
 * dropped. Any https host goes; plain http only a loopback one. Throws CONFIG_INVALID with the reason.
 */
export function parseInstanceUrl(text: string, setting: "instance" | "instanceUrl" = "instance"): string {
  const typed = unquoteTyped(text);
  if (typed === "") throw invalidSetting(setting, "must be an instance's name, host or address");
  const address = parseAddress(typed, setting);
  if (!isBareName(address)) return address.origin;
  if (address.port !== undefined) throw invalidSetting(setting, "must be a whole host where there is a port");
  return `https://${address.host}.service-now.com`;
}

function isBareName({ scheme, host }: Address): boolean {
  return scheme === undefined && !/[.[]/u.test(host) && !isLoopbackHost(host);
}
