import { invalidSetting } from "./config-invalid.ts";
import type { SettingKey } from "./fields.ts";
import { hasHiddenCharacter, holdsPlaceholder } from "./typed-text.ts";

/** The part of an address that decides where it leads. */
export interface Address {
  /** Undefined when none was written; `https` is meant then. */
  readonly scheme: "https" | "http" | undefined;
  /** Lower case, in the URL standard's own spelling; IPv6 in brackets. */
  readonly host: string;
  readonly port: string | undefined;
  readonly origin: string;
}

const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)/iu;
const schemeOnly = /^[a-z][a-z0-9+.-]*:(?!\d|$)/iu;
const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/iu;

/** Whether a host names this machine: `localhost`, 127.0.0.0/8 or ::1, the latter with brackets or without. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1)$/iu.test(host);
}

/**
 * Reads scheme, host and port of an address and drops the rest.
 *
 * Whatever could lead elsewhere than it seems to is refused: user information, other spellings of an IP address,
 * percent-encoding, invisible characters, characters outside ASCII. Throws CONFIG_INVALID about `setting`.
 */
export function parseAddress(text: string, setting: SettingKey): Address {
  const refuse = (message: string) => invalidSetting(setting, message);
  if (hasHiddenCharacter(text)) throw refuse("must not contain control or invisible characters");
  const [, writtenScheme, authority = ""] = parts.exec(text) ?? [];
  const fault = authorityFault(authority);
  if (fault !== undefined) throw refuse(fault);
  const scheme = writtenScheme?.toLowerCase();
  if (
    (scheme !== undefined && scheme !== "https" && scheme !== "http") ||
    (!scheme && schemeOnly.test(text))
  ) {
    throw refuse('must begin with "https://"');
  }
  const [, writtenHost = "", port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/u.exec(authority) ?? [];
  if (port !== undefined && !isPort(port)) throw refuse("must have a port from 1 to 65535, or none");
  const host = writtenHost.replace(/\.$/u, "").toLowerCase();
  const hostProblem = hostFault(host);
  if (hostProblem !== undefined) throw refuse(hostProblem);
  if (scheme === "http" && !isLoopbackHost(host)) {
    throw refuse('must begin with "https://": plain http is for a loopback address only');
  }
  const { origin, hostname } = new URL(
    `${scheme ?? "https"}://${host}${port === undefined ? "" : `:${port}`}`,
  );
  return { scheme, host: hostname, port, origin };
}

function authorityFault(authority: string): string | undefined {
  if (authority.includes("\\")) return "must not contain a backslash";
  if (authority.includes("@"))
    return 'must not carry a user name or password: what stands before "@" is not the host';
  if (authority.includes("%")) return "must not have a percent-encoded host";
  if (holdsPlaceholder(authority)) return "must have its placeholder replaced by the real name";
  if (/\s/u.test(authority)) return "must not contain spaces";
  if (!authority.startsWith("[") && authority.split(":").length > 2)
    return "must have an IPv6 address in brackets";
  return undefined;
}

function isPort(port: string): boolean {
  return /^\d{1,5}$/u.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
}

function hostFault(host: string): string | undefined {
  if (host === "") return "must name a host";
  const canonical = URL.parse(`https://${host}`)?.hostname;
  if (/[^\x20-\x7e]/u.test(host)) {
    const really = canonical?.includes("xn--") ? `: this one is really "${canonical}"` : "";
    return `must have a host in plain ASCII letters${really}`;
  }
  if (host.startsWith("[")) return ipv6Fault(canonical);
  if (host.length > 253) return "must have a host of at most 253 characters";
  const labels = host.split(".");
  if (labels.some((part) => part.length > 63)) return "must have at most 63 characters between two dots";
  if (labels.some(holdsPlaceholder)) return "must have its placeholder replaced by the real name";
  if (!labels.every((part) => label.test(part))) {
    return "must have a host of letters, digits and inner hyphens, with single dots between";
  }
  if (canonical === undefined) return "must be a valid host";
  if (canonical !== host) return "must not be a number in disguise: this host is not what it seems";
  return undefined;
}

function ipv6Fault(canonical: string | undefined): string | undefined {
  if (canonical === undefined) return "must have a valid IPv6 address in its brackets";
  // RFC 4291 §2.5.5.2: an IPv4 address that looks like another.
  return canonical.startsWith("[::ffff:")
    ? "must not wrap an IPv4 address: this host is not what it seems"
    : undefined;
}
