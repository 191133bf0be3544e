import { runCommand } from "./fixtures/run-command.ts";
import type { Run } from "./nowtoken.ts";

/** A browser without a window, on the page of `nowtoken ui`. */
export interface PageClient {
  get(path: string): Promise<Response>;
  read(path: string): Promise<string>;
  /** Sends a form of the page. */
  post(path: string, fields?: Readonly<Record<string, string>>): Promise<Response>;
}

/** Runs `nowtoken ui`, lets `play` use its page, and ends it. */
export async function usePage(
  environment: NodeJS.ProcessEnv,
  play: (page: PageClient) => Promise<void>,
): Promise<Run> {
  return runCommand(["ui", "--no-open", "--json"], {
    environment,
    meanwhile: async ({ process, waitFor }) => {
      try {
        await play(await openPage((await waitFor(/http:\/\/127\S+key=[\w-]+/u, "stdout")) ?? ""));
      } finally {
        process.kill("SIGTERM");
      }
    },
  });
}

async function openPage(address: string): Promise<PageClient> {
  const { origin } = new URL(address);
  const admitted = await fetch(address, { redirect: "manual" });
  const cookie = admitted.headers.get("set-cookie")?.split(";")[0] ?? "";
  const get = (path: string) => fetch(`${origin}${path}`, { headers: { cookie }, redirect: "manual" });
  const read = async (path: string) => (await get(path)).text();
  const [, formToken = ""] = /name="formToken" value="([^"]+)"/u.exec(await read("/")) ?? [];
  return {
    get,
    read,
    post: (path, fields = {}) =>
      fetch(`${origin}${path}`, {
        method: "POST",
        headers: { cookie, origin },
        body: new URLSearchParams({ formToken, ...fields }),
        redirect: "manual",
      }),
  };
}
