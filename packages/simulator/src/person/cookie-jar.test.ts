import { expect, test } from "vitest";
import { createCookieJar } from "./cookie-jar.ts";

test("cookies go back to the host that set them, the newest value of each, until they are removed", () => {
  const jar = createCookieJar();
  const keep = (url: string, ...cookies: string[]) =>
    jar.keep(new URL(url), new Headers(cookies.map((cookie): [string, string] => ["set-cookie", cookie])));
  keep("https://a.example.com/x", "one=1; Path=/; HttpOnly", "two=a=b");
  keep("https://a.example.com/", "one=2");
  expect(jar.headerFor(new URL("https://a.example.com/y"))).toBe("one=2; two=a=b");
  expect(jar.headerFor(new URL("https://b.example.com/"))).toBe("");
  keep("https://a.example.com/", "one=; Max-Age=0");
  expect(jar.headerFor(new URL("https://a.example.com/"))).toBe("two=a=b");
});
