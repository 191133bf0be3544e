import { parseDuration } from "@nowtoken/core";
import type { Fault, PracticeServer, PracticeServerOptions } from "@nowtoken/simulator";
import { oneOf } from "../settings/one-of.ts";
import { readPort } from "../settings/port.ts";

/** What `nowtoken simulate` was asked for. */
interface SimulateFlags {
  readonly port?: string | undefined;
  readonly "redirect-uri"?: string[] | undefined;
  readonly "public-client": boolean;
  readonly "pkce-required": boolean;
  readonly "client-credentials": boolean;
  readonly "access-token-lifespan"?: string | undefined;
  readonly "redirect-fallback"?: string | undefined;
  readonly errors?: string | undefined;
  readonly rotation?: string | undefined;
  readonly fault?: string | undefined;
}

/** Starts the practice instance that the flags describe. Throws CONFIG_INVALID, or Node's error when it cannot listen. */
export async function startPractice(flags: SimulateFlags): Promise<PracticeServer> {
  const { faultKinds, startPracticeInstance } = await import("@nowtoken/simulator");
  const server = await startPracticeInstance(readOptions(flags, faultKinds));
  const { client, user } = server.instance;
  if (flags["client-credentials"]) client.applicationUser = user.sysId;
  return server;
}

function readOptions(flags: SimulateFlags, faultKinds: readonly Fault["kind"][]): PracticeServerOptions {
  const kind = oneOf("--fault", flags.fault, faultKinds);
  const redirectFallback = oneOf("--redirect-fallback", flags["redirect-fallback"], ["exact", "first"]);
  const errors = oneOf("--errors", flags.errors, ["catch-all", "modern"]);
  const rotation = oneOf("--rotation", flags.rotation, ["none", "rotate", "rotate-and-revoke"]);
  return {
    ...(flags.port !== undefined && { port: readPort(flags.port) }),
    clients: [readClient(flags)],
    behaviour: {
      pkceRequired: flags["pkce-required"],
      ...(flags["client-credentials"] && { clientCredentials: "enabled" }),
      ...(redirectFallback && { redirectFallback }),
      ...(errors && { errors }),
      ...(rotation && { rotation }),
      ...(kind && { fault: { kind } }),
    },
  };
}

function readClient(flags: SimulateFlags) {
  const lifespan = flags["access-token-lifespan"];
  return {
    ...(flags["redirect-uri"] && { redirectUris: flags["redirect-uri"] }),
    ...(flags["public-client"] && { clientSecret: undefined }),
    ...(lifespan !== undefined && { accessTokenLifespan: parseDuration(lifespan) / 1_000 }),
  };
}
