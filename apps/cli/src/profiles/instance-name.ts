/** An instance as people call it: `dev12345`, or the host where it is another one. */
export function instanceName(instanceUrl: string): string {
  return new URL(instanceUrl).host.replace(/\.service-now\.com$/u, "");
}
