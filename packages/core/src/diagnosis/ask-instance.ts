import type { Effects } from "../effects.ts";
import { aboutEndpoint } from "../http/about-endpoint.ts";
import { type HttpAnswer, type RequestOptions, requestText } from "../http/request.ts";

/** Which instance is asked, and how. */
export interface Asking extends RequestOptions {
  readonly instanceUrl: string;
  readonly effects: Effects;
}

export interface Question {
  readonly path: string;
  readonly accept: string;
  /** A form; left out, it is a GET. */
  readonly form?: string;
}

const limitBytes = 64 * 1024;

/** Sends one request that no login depends on. Throws INSTANCE_UNREACHABLE, TOKEN_RESPONSE_INVALID. */
export async function askInstance(
  { instanceUrl, effects, signal }: Asking,
  { path, accept, form }: Question,
): Promise<HttpAnswer> {
  const request = { url: `${instanceUrl}${path}`, limitBytes, signal };
  try {
    if (form === undefined)
      return await requestText(effects, { ...request, method: "GET", headers: { accept } });
    const headers = { accept, "content-type": "application/x-www-form-urlencoded" };
    return await requestText(effects, { ...request, method: "POST", headers, body: form });
  } catch (error) {
    throw aboutEndpoint(error, "authorization");
  }
}
