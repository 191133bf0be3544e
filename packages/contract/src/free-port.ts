import { once } from "node:events";
import { createServer } from "node:http";

// Below what systems give to whoever asks for any port, and apart for each worker: nobody takes it in between.
let next = 20_000 + ((process.pid * 61) % 10_000);

/** A loopback port that nobody listens on. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = next;
    next += 1;
    const server = createServer().listen(port, "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) return port;
  }
}
