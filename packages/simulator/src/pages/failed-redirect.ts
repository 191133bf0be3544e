import { html } from "hono/html";
import { type Html, layout } from "./layout.ts";

// KB0961309, word for word.
const sentence =
  "Your OAuth redirect failed. Please check if the redirect URL setup in your OAuth configuration matches your ServiceNow instance URL.";

/** `/oauth_redirect.do`, with a word to whoever practises. */
export const failedRedirectPage = (): Html =>
  layout(
    "OAuth redirect failed",
    html`<p>${sentence}</p>
<div class="hint"><p>A real instance says so too: the code is in the address bar all the same.</p></div>`,
  );
