/** The cookies of one browser session, by host: name and value alone, which is what a login needs. */
export function createCookieJar() {
  const hosts = new Map<string, Map<string, string>>();
  return {
    keep({ host }: URL, headers: Headers): void {
      const cookies = hosts.get(host) ?? new Map<string, string>();
      hosts.set(host, cookies);
      for (const header of headers.getSetCookie()) {
        const [pair = "", ...attributes] = header.split(";");
        const separator = pair.indexOf("=");
        const name = pair.slice(0, separator).trim();
        const isRemoved = attributes.some((attribute) => /^\s*max-age\s*=\s*(0|-\d+)\s*$/i.test(attribute));
        if (isRemoved) cookies.delete(name);
        else cookies.set(name, pair.slice(separator + 1).trim());
      }
    },
    headerFor: ({ host }: URL): string =>
      [...(hosts.get(host) ?? [])].map((pair) => pair.join("=")).join("; "),
  };
}
