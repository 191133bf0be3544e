import { findingsOfProbe, isAuthError, parseSettings, probeClient } from "@nowtoken/core";
import { createPracticeInstance, type PracticeOptions } from "@nowtoken/simulator";
import { describe, expect, test } from "vitest";

interface Case extends PracticeOptions {
  readonly given?: object;
  readonly rewrite?: (path: string) => Response | undefined;
}

async function probe({ given, rewrite, ...options }: Case = {}) {
  const instance = createPracticeInstance(options);
  const settings = parseSettings({ instance: instance.origin, clientId: instance.client.clientId, ...given });
  const effects = {
    fetch: (url: string, init: RequestInit) =>
      rewrite?.(new URL(url).pathname) ?? instance.request(url, init),
    now: () => new Date(),
    timeoutSeconds: 5,
  };
  const seen = await probeClient(settings, effects);
  return { seen, findings: findingsOfProbe(seen, settings).map(({ id }) => id), instance };
}

const known = { client: "known", redirectUri: "accepted", pkce: "not-required" };

describe("from outside, without rights,", () => {
  test.each<[string, Case, object, string[]]>([
    ["a good record has no finding", {}, known, []],
    [
      "PKCE that is demanded is seen",
      { behaviour: { pkceRequired: true } },
      { ...known, pkce: "required" },
      [],
    ],
    [
      "an unknown client id is seen",
      { given: { clientId: "0".repeat(32) } },
      { client: "unknown", redirectUri: "hidden", pkce: "hidden" },
      ["client-unknown"],
    ],
    [
      "an inactive record is one that is not there",
      { clients: [{ active: false }] },
      { client: "unknown", redirectUri: "hidden", pkce: "hidden" },
      ["client-unknown"],
    ],
    [
      "a redirect URL that is not listed is seen",
      { clients: [{ redirectUris: ["https://elsewhere.example/back"] }] },
      { client: "known", redirectUri: "refused", pkce: "hidden" },
      ["redirect-refused"],
    ],
    [
      "a record without any redirect URL is seen",
      { clients: [{ redirectUris: [] }] },
      { client: "known", redirectUri: "refused", pkce: "hidden" },
      ["redirect-refused"],
    ],
    [
      "an instance that falls back to its first address hides whether ours is listed",
      { behaviour: { redirectFallback: "first" } },
      { ...known, redirectUri: "hidden" },
      ["redirect-hidden"],
    ],
    [
      "an instance that asks everybody to sign in first hides everything",
      {
        rewrite: () => new Response(null, { status: 302, headers: { location: "https://sso.example/saml" } }),
      },
      { client: "hidden", redirectUri: "hidden", pkce: "hidden" },
      ["hidden"],
    ],
  ])("%s", async (_, options, seen, findings) => {
    expect(await probe(options)).toMatchObject({ seen, findings });
  });
});

test("a look from outside signs nobody in and sends nothing but addresses", async () => {
  const { instance } = await probe();
  expect(instance.log().map(({ method, path }) => `${method} ${path}`)).toEqual(
    Array.from({ length: 4 }, () => "GET /oauth_auth.do"),
  );
});

test("an instance that sleeps is told as that", async () => {
  const page = "<html><title>Instance Hibernating page</title></html>";
  const error = await probe({ rewrite: () => new Response(page) }).catch((thrown: unknown) => thrown);
  expect(isAuthError(error, "TOKEN_RESPONSE_INVALID") && error.details.reason).toBe("hibernating");
});
