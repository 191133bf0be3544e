import { createServer } from "node:http";

/** A token endpoint that takes 20 ms, in a process of its own; tells its port to the process that started it. */
const answer = JSON.stringify({
  access_token: "a".repeat(86),
  refresh_token: "r".repeat(86),
  scope: "useraccount",
  token_type: "Bearer",
  expires_in: 1799,
});
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    setTimeout(() => response.setHeader("content-type", "application/json").end(answer), 20);
  });
});
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
