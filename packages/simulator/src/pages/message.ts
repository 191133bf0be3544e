import { html } from "hono/html";
import { type Html, layout } from "./layout.ts";

/** A page that says one thing. */
export const messagePage = (title: string, text: string): Html => layout(title, html`<p>${text}</p>`);
