import { listen } from "../listener/listen.ts";
import { openCallback } from "../listener/open-callback.ts";
import type { PageLogin } from "./login.ts";
import type { PageOptions } from "./options.ts";
import { createPageApp, type PageApp } from "./page-app.tsx";

/** What a page that is served needs; the rest comes with the sockets. */
export interface OpenPageOptions extends Omit<PageOptions, "origin" | "listen" | "onEnd"> {
  /** By default a free one. */
  readonly port?: number;
}

export interface OpenPage {
  /** What to open in the browser; it works once. */
  readonly address: string;
  /** Settles when the person has finished, when nobody used the page, or when it was closed. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Serves the page on 127.0.0.1, and listens for the redirects of its logins. Throws PORT_UNAVAILABLE. */
export async function openPage({ port = 0, ...options }: OpenPageOptions): Promise<OpenPage> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let page: PageApp | undefined;
  const listener = await listen({
    hostname: "127.0.0.1",
    port,
    fetch: (request, bindings) => page?.app.fetch(request, bindings) ?? new Response(null, { status: 503 }),
  });
  const close = async () => {
    await page?.close();
    await listener.close();
    resolve();
  };
  page = createPageApp({
    ...options,
    origin: `http://127.0.0.1:${listener.addresses[0]?.port}`,
    listen: (attempt) => openCallback(callbackOf(attempt, options)),
    onEnd: close,
  });
  return { address: page.address, ended, close };
}

/** What the other tab shows, where the person has clicked Allow. */
function callbackOf(
  attempt: PageLogin["attempt"],
  { describeFailure }: Pick<PageOptions, "describeFailure">,
) {
  const { redirectUri, secrets } = attempt.request;
  return {
    redirectUri,
    findAttempt: (state: string) => (state === secrets.state ? attempt : undefined),
    describeSuccess: () => ({
      title: "You are logged in",
      message: "The tab where you began has your tokens.",
    }),
    describeFailure,
  };
}
