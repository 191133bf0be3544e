import { expect, test } from "vitest";
import { hostHeaders, loopbackAddressOf } from "./loopback-address.ts";

test.each([
  ["http://localhost:8765/callback", { hostname: "localhost", port: 8765 }],
  ["http://127.0.0.1:9000/", { hostname: "127.0.0.1", port: 9000 }],
  ["http://127.8.8.8:9000/cb", { hostname: "127.8.8.8", port: 9000 }],
  ["http://[::1]:9000/cb?x=1", { hostname: "[::1]", port: 9000 }],
  ["http://localhost/cb", { hostname: "localhost", port: 80 }],
])("%s is listened for", (redirectUri, address) => {
  expect(loopbackAddressOf(redirectUri)).toEqual(address);
});

test.each([
  "https://localhost:8765/callback",
  "http://localhost.evil.example:8765/callback",
  "http://127.0.0.1.evil.example/callback",
  "http://0.0.0.0:8765/callback",
  "http://[::]:8765/callback",
  "http://192.168.1.2:8765/callback",
  "https://dev12345.service-now.com/oauth_redirect.do",
  "/sdk-oauth.do",
])("%s is not", (redirectUri) => {
  expect(loopbackAddressOf(redirectUri)).toBeUndefined();
});

test("without a port, the Host header may name port 80 or none", () => {
  expect(hostHeaders({ hostname: "[::1]", port: 80 })).toEqual(["[::1]", "[::1]:80"]);
});
