import { once } from "node:events";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { PracticeContext } from "../practice.ts";

/** What can be done to a connection besides answering on it. */
export interface Connection {
  /** Answers nothing until the client goes away. */
  hang(): Promise<Response>;
  /** Drops it without an answer. */
  drop(how: "close" | "reset"): Response;
  /** Sends the head of the answer and half of its body, then drops it. */
  cut(answer: Response): Promise<Response>;
}

/** The request's socket; without one, what `fetch` would have made of it. */
export function connectionOf(c: PracticeContext): Connection {
  const { incoming, outgoing } = c.env ?? {};
  const { signal } = c.req.raw;
  if (incoming === undefined || outgoing === undefined) return imitatedConnection(signal);
  return {
    async hang() {
      if (!signal.aborted) await once(signal, "abort");
      return RESPONSE_ALREADY_SENT;
    },
    drop(how) {
      if (how === "reset") incoming.socket.resetAndDestroy();
      else incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    },
    async cut(answer) {
      const body = Buffer.from(await answer.arrayBuffer());
      outgoing.writeHead(answer.status, {
        ...Object.fromEntries(answer.headers),
        "content-length": body.length,
      });
      outgoing.write(body.subarray(0, body.length / 2), () => incoming.socket.destroy());
      return RESPONSE_ALREADY_SENT;
    },
  };
}

function imitatedConnection(signal: AbortSignal): Connection {
  return {
    async hang() {
      if (!signal.aborted) await once(signal, "abort");
      throw signal.reason;
    },
    drop: () => {
      throw failedFetch("fetch failed", "ECONNRESET");
    },
    async cut(answer) {
      const body = new Uint8Array(await answer.arrayBuffer());
      const halves = [body.slice(0, body.length / 2)];
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          const half = halves.pop();
          if (half === undefined) controller.error(failedFetch("terminated", "UND_ERR_SOCKET"));
          else controller.enqueue(half);
        },
      });
      return new Response(stream, answer);
    },
  };
}

/** The error that the platform's `fetch` rejects with. */
export function failedFetch(message: string, code: string): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error(code), { code }) });
}
