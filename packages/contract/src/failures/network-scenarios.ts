import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer as createWebServer } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import { type AddressInfo, createServer, type Server } from "node:net";
import { type ConnectionOptions, connect } from "node:tls";
import { inspect, promisify } from "node:util";
import { createEffects, type Effects, refreshAccessToken } from "@nowtoken/core";
import { errorOf, type FailureScenario, type Shown } from "./scenario.ts";

const certificates = new URL("../../../core/test-fixtures/certificates/", import.meta.url);
const pem = (name: string) => readFileSync(new URL(name, certificates));

/** What a server is asked through, once it listens on a free port of this machine. */
type Ask = (port: number) => Promise<Shown>;

async function withServer(server: Server, ask: Ask): Promise<Shown> {
  server.on("connection", (socket) => socket.on("error", () => undefined).unref());
  await once(server.listen(0, "127.0.0.1"), "listening");
  try {
    return await ask((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

const settings = { clientId: "id", clientSecret: undefined, clientAuth: "body" } as const;

/** Asks an address for tokens, through core's own client. */
function askAt(instanceUrl: string, options: Parameters<typeof createEffects>[0] = {}): Promise<Shown> {
  const effects: Effects = createEffects({ timeoutSeconds: 5, environment: {}, ...options });
  return errorOf(refreshAccessToken({ ...settings, instanceUrl }, "token", effects));
}

/** The same address through the platform's `fetch`, as a program that catches nothing shows the failure. */
async function fetchAt(address: string): Promise<Shown> {
  try {
    await fetch(address, { method: "POST" });
  } catch (error) {
    return inspect(error);
  }
  throw new Error("expected a failure");
}

/** What Node's own TLS says of a server, to a program that knows its authority. */
async function showTls(port: number, options: ConnectionOptions): Promise<Shown> {
  const socket = connect({ port, ...options });
  const { promise, resolve } = Promise.withResolvers<Shown>();
  socket
    .on("error", (error) => resolve(inspect(error)))
    .on("secureConnect", () => socket.write("GET / HTTP/1.1\r\n\r\n"));
  try {
    return await promise;
  } finally {
    socket.destroy();
  }
}

const secure = (certificate: string, options: ServerOptions = {}) =>
  createSecureServer({ key: pem("server.key"), cert: pem(`${certificate}.pem`), ...options });
const caFile = new URL("authority.pem", certificates).pathname;

/** A certificate, seen by core that knows its authority, and by a program. */
function certificate(failure: string, name: string, cause: string): FailureScenario[] {
  return [
    {
      failure,
      cause,
      happen: () => withServer(secure(name), (port) => askAt(`https://localhost:${port}`, { caFile })),
    },
  ];
}

/** Node's own words for the same, as a program shows them that knows no private authority. */
const asProgram = (failure: string, name: string, cause: string): FailureScenario => ({
  failure: `a program shows ${failure}`,
  cause,
  happen: () => withServer(secure(name), (port) => fetchAt(`https://localhost:${port}`)),
});

/** A certificate whose last byte, of the authority's signature, is another one. */
function damaged(name: string): string {
  const bytes = Buffer.from(
    pem(name)
      .toString()
      .replace(/-----.*?-----|\s/gu, ""),
    "base64",
  );
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString("base64")}\n-----END CERTIFICATE-----\n`;
}

/** A proxy that answers every CONNECT with a status. */
function proxyAnswering(status: number): Server {
  return createWebServer().on("connect", (_, socket) =>
    socket.end(`HTTP/1.1 ${status} Practice\r\ncontent-length: 0\r\n\r\n`),
  );
}

const throughProxy =
  (environment: (port: number) => string): Ask =>
  (port) =>
    askAt("https://dev12345.service-now.com", { environment: { HTTPS_PROXY: environment(port) } });

/** A port that somebody had a moment ago. */
const closedPort = (ask: Ask): Promise<Shown> => {
  const server = createServer();
  return withServer(server, async (port) => {
    server.close();
    await once(server, "close");
    return ask(port);
  });
};

const isLinux = process.platform === "linux";
/** Where the system's names service is asked through a file, it answers without a network. */
const asksService =
  isLinux &&
  existsSync("/etc/nsswitch.conf") &&
  /^hosts:.*\bresolve\b/mu.test(readFileSync("/etc/nsswitch.conf", "utf8"));
const canUnplug = isLinux && spawnSync("unshare", ["-rn", "true"]).status === 0;

/** What a program shows that has no network at all: a namespace of its own, with nothing in it. */
async function showUnplugged(address: string): Promise<Shown> {
  const script = `fetch(${JSON.stringify(address)}).catch((error) => console.log(error))`;
  const { stdout } = await promisify(execFile)("unshare", ["-rn", process.execPath, "-e", script]);
  return stdout;
}

/** Certificates, and TLS itself. */
export const tlsScenarios: readonly FailureScenario[] = [
  ...certificate("a certificate is its own issuer", "self-signed", "self-signed"),
  ...certificate("a certificate has expired", "expired", "certificate-expired"),
  ...certificate("a certificate begins in a hundred years", "not-yet-valid", "certificate-not-yet-valid"),
  ...certificate("a certificate is for another host", "wrong-host", "certificate-of-other-host"),
  {
    failure: "a certificate comes from a company's authority",
    cause: "inspection-proxy",
    happen: () => withServer(secure("valid"), (port) => askAt(`https://localhost:${port}`)),
  },
  {
    failure: "a certificate is damaged",
    cause: "certificate-unusable",
    happen: () =>
      withServer(createSecureServer({ key: pem("server.key"), cert: damaged("valid.pem") }), (port) =>
        askAt(`https://localhost:${port}`, { caFile }),
      ),
  },
  {
    failure: "a port speaks plain http",
    cause: "plain-http",
    happen: () => withServer(createWebServer(), (port) => askAt(`https://localhost:${port}`)),
  },
  {
    failure: "a server speaks TLS 1.1 at most",
    cause: "tls-too-old",
    happen: () =>
      withServer(
        secure("valid", {
          minVersion: "TLSv1",
          maxVersion: "TLSv1.1",
          ciphers: "DEFAULT@SECLEVEL=0",
        }),
        (port) => askAt(`https://localhost:${port}`, { caFile }),
      ),
  },
  asProgram("a certificate that is its own issuer", "self-signed", "self-signed"),
  asProgram("a certificate of a company's authority", "valid", "inspection-proxy"),
  {
    failure: "a program shows a server that wants a certificate of it",
    cause: "client-certificate-wanted",
    happen: () =>
      withServer(
        secure("valid", { requestCert: true, rejectUnauthorized: true, ca: pem("authority.pem") }),
        (port) => showTls(port, { host: "localhost", ca: pem("authority.pem") }),
      ),
  },
  {
    failure: "a program shows a certificate for another host",
    cause: "certificate-of-other-host",
    happen: () =>
      withServer(secure("wrong-host"), (port) =>
        showTls(port, { host: "localhost", ca: pem("authority.pem") }),
      ),
  },
  {
    failure: "a program shows a certificate that has expired",
    cause: "certificate-expired",
    happen: () =>
      withServer(secure("expired"), (port) => showTls(port, { host: "localhost", ca: pem("authority.pem") })),
  },
  {
    failure: "a program shows a certificate that begins in a hundred years",
    cause: "certificate-not-yet-valid",
    happen: () =>
      withServer(secure("not-yet-valid"), (port) =>
        showTls(port, { host: "localhost", ca: pem("authority.pem") }),
      ),
  },
  {
    failure: "a program shows a port that speaks plain http",
    cause: "plain-http",
    happen: () => withServer(createWebServer(), (port) => fetchAt(`https://localhost:${port}`)),
  },
];

/** Names, connections and proxies. */
export const networkScenarios: readonly FailureScenario[] = [
  {
    failure: "the instance's name does not exist",
    cause: "name-misspelt",
    happen: () => askAt("https://dev1.invalid"),
  },
  {
    failure: "a program shows that it looks a name up without a network",
    cause: "resolver-silent",
    happen: () => showUnplugged("https://dev12345.service-now.com"),
    isPossible: canUnplug && !asksService,
    entry: "resolver-silent",
  },
  {
    failure: "a program shows that there is no way to the host",
    cause: "no-route",
    happen: () => showUnplugged("http://192.0.2.1"),
    isPossible: canUnplug,
    entry: "no-route",
  },
  {
    failure: "nobody listens at the port",
    cause: "nobody-listens",
    happen: () => closedPort((port) => askAt(`http://127.0.0.1:${port}`)),
  },
  {
    failure: "a program shows a port at which nobody listens",
    cause: "nobody-listens",
    happen: () => closedPort((port) => fetchAt(`http://127.0.0.1:${port}`)),
  },
  {
    failure: "the connection is closed before an answer",
    cause: "connection-closed",
    happen: () =>
      withServer(
        createWebServer((request) => request.socket.destroy()),
        (port) => askAt(`http://127.0.0.1:${port}`),
      ),
  },
  {
    failure: "a program shows a connection that was closed before an answer",
    cause: "connection-closed",
    happen: () =>
      withServer(
        createWebServer((request) => request.socket.resetAndDestroy()),
        (port) => fetchAt(`http://127.0.0.1:${port}`),
      ),
  },
  {
    failure: "nobody answers",
    cause: "too-slow",
    happen: () =>
      withServer(createServer(), (port) => askAt(`http://127.0.0.1:${port}`, { timeoutSeconds: 0.1 })),
  },
  {
    failure: "something that is no web server answers",
    cause: "something-between",
    happen: () =>
      withServer(
        createServer((socket) => socket.end("SSH-2.0-practice\r\n")),
        (port) => askAt(`http://127.0.0.1:${port}`),
      ),
  },
  {
    failure: "HTTPS_PROXY names a SOCKS proxy",
    cause: "proxy-url-invalid",
    happen: () => throughProxy(() => "socks5://proxy.example:1080")(0),
  },
  {
    failure: "the proxy wants a password",
    cause: "proxy-wants-password",
    happen: () =>
      withServer(
        proxyAnswering(407),
        throughProxy((port) => `http://localhost:${port}`),
      ),
  },
  {
    failure: "the proxy forbids the host",
    cause: "proxy-refuses",
    happen: () =>
      withServer(
        proxyAnswering(403),
        throughProxy((port) => `http://localhost:${port}`),
      ),
  },
  {
    failure: "the proxy is down",
    cause: "proxy-unreachable",
    happen: () => closedPort(throughProxy((port) => `http://127.0.0.1:${port}`)),
  },
];
