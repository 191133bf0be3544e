/** Where the browser finds a redirect URI that leads to this machine. */
export interface LoopbackAddress {
  /** `localhost`, an IPv4 address, or `[::1]`. */
  readonly hostname: string;
  readonly port: number;
}

/** Where to listen for a redirect URI; undefined unless it is plain http to a loopback host. */
export function loopbackAddressOf(redirectUri: string): LoopbackAddress | undefined {
  if (!URL.canParse(redirectUri)) return undefined;
  const { protocol, hostname, port } = new URL(redirectUri);
  if (protocol !== "http:" || !/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(hostname))
    return undefined;
  return { hostname, port: port === "" ? 80 : Number(port) };
}

/** {@link loopbackAddressOf}, for whoever has chosen the redirect URI. Throws a TypeError. */
export function requireLoopbackAddress(redirectUri: string): LoopbackAddress {
  const address = loopbackAddressOf(redirectUri);
  if (address === undefined) throw new TypeError("the redirect URI must be plain http to a loopback host");
  return address;
}

/** The addresses to bind: browsers differ in which of the two they take `localhost` for. */
export function bindAddresses(hostname: string): readonly string[] {
  return hostname === "localhost" ? ["127.0.0.1", "::1"] : [hostname.replace(/^\[|\]$/gu, "")];
}

/** What a Host header says when the browser was sent here, byte for byte. */
export function hostHeaders({ hostname, port }: LoopbackAddress): readonly string[] {
  const names = hostname === "localhost" ? ["localhost", "127.0.0.1", "[::1]"] : [hostname];
  return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}
