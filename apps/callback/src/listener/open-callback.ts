import { type CallbackOptions, createCallbackApp } from "../redirect/callback-app.ts";
import { type Listener, listen } from "./listen.ts";
import { requireLoopbackAddress } from "./loopback-address.ts";
import { within } from "./within.ts";

/** How long a browser that brought the answer may take to ask for the page that tells the outcome, in milliseconds. */
const lingering = 700;

/**
 * Listens for the redirect of logins. Closing lets the browser that brought the answer see the outcome first, and
 * takes less than a second.
 *
 * Throws PORT_UNAVAILABLE, and a TypeError when the redirect URI does not lead to this machine.
 */
export async function openCallback<Result>(options: CallbackOptions<Result>): Promise<Listener> {
  let shown = Promise.resolve();
  const onAnswered = (promise: Promise<void>) => {
    shown = promise;
    options.onAnswered?.(promise);
  };
  const app = createCallbackApp({ ...options, onAnswered });
  const { addresses, close } = await listen({
    ...requireLoopbackAddress(options.redirectUri),
    fetch: app.fetch,
  });
  return {
    addresses,
    async close() {
      await within(lingering, shown);
      await close();
    },
  };
}
