import { html } from "hono/html";
import type { Html } from "./layout.ts";

// Pages that come instead of the instance's own, and so without its layout.

/** A sleeping developer instance (vdesabou/kafka-docker-playground issues 8757, 8777, 8778, 8780). */
export const hibernatingPage = (): Html => html`<!doctype html>
<html><head><title>Instance Hibernating page</title></head>
<body>
<h1>Your instance is hibernating</h1>
<p>Sign in to the site to wake your instance</p>
<p><a href="https://developer.servicenow.com/dev.do#!/home?wu=true">Sign in</a></p>
</body></html>`;

/** The hand-over to a company's identity provider (guess). */
export const identityProviderPage = (): Html => html`<!doctype html>
<html><head><title>Sign in with your company account</title></head>
<body onload="document.forms[0].submit()">
<form method="post" action="https://sso.example.com/saml2/idp">
<input type="hidden" name="SAMLRequest" value="practice">
<button type="submit">Continue</button>
</form>
</body></html>`;

/** A firewall's or a server's bare error page (guess). */
export const bareErrorPage = (title: string): Html => html`<!doctype html>
<html><head><title>${title}</title></head>
<body><h1>${title}</h1></body></html>`;
