/** Where the browser is opened from. */
export interface BrowserSurroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Opens an address in the person's browser and does not wait for it: no shell, no PowerShell, the address as one
 * argument, and an environment without our own variables, some of which are secret.
 *
 * `$BROWSER` is split into words, and `%s` among them stands for the address. Anything but https, or http on
 * loopback, is left alone, since other schemes start other programs. Resolves to whether a program was started; what
 * becomes of it changes nothing.
 */
export async function openBrowser(
  url: string,
  { platform, environment }: BrowserSurroundings,
): Promise<boolean> {
  if (!isOpenable(url)) return false;
  const [program, ...given] = opener(platform, environment);
  if (program === undefined) return false;
  const words = given.includes("%s") ? given.map((word) => (word === "%s" ? url : word)) : [...given, url];
  const env = Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith("NOWTOKEN_")),
  );
  // Loaded here, since most commands open nothing.
  const { spawn } = await import("node:child_process");
  return new Promise((resolve) => {
    const child = spawn(program, words, { env, stdio: "ignore", detached: true, shell: false });
    child.once("spawn", () => resolve(true)).once("error", () => resolve(false));
    child.unref();
  });
}

function isOpenable(url: string): boolean {
  if (!URL.canParse(url) || /[\s"'`<>|^\\{}]/u.test(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname))
  );
}

function opener(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly string[] {
  const chosen = environment["BROWSER"]?.split(/\s+/u).filter((word) => word !== "") ?? [];
  if (chosen.length > 0) return chosen;
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
  if (platform === "darwin") return ["/usr/bin/open"];
  return ["xdg-open"];
}
