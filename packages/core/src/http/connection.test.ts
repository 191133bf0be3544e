import { execFile } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import {
  type AddressInfo,
  connect,
  createServer as createPlainServer,
  type Server,
  type Socket,
} from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, test, vi } from "vitest";
import { createEffects, type Effects } from "../effects.ts";
import { requestText } from "./request.ts";

const certificates = new URL("../../test-fixtures/certificates/", import.meta.url);
const pem = (name: string) => readFileSync(new URL(`${name}.pem`, certificates));
const caFile = fileURLToPath(new URL("authority.pem", certificates));
const key = readFileSync(new URL("server.key", certificates));
const folder = mkdtempSync(join(tmpdir(), "nowtoken-connection-"));
const instance = "https://dev12345.service-now.com/oauth_token.do";

const listeners: Server[] = [];
const sockets = new Set<Socket>();
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const listener of listeners) listener.close();
  rmSync(folder, { recursive: true });
});

/** Listens on a free port of 127.0.0.1, and resolves to it. */
async function listen(listener: Server): Promise<number> {
  listeners.push(listener);
  listener.on("connection", (socket) => sockets.add(socket));
  await once(listener.listen(0, "127.0.0.1"), "listening");
  return (listener.address() as AddressInfo).port;
}

/** A server with one of the practice certificates that counts what arrives, and tells when each connection ends. */
async function secureServer(certificate: string, options: ServerOptions = {}) {
  const seen = { requests: 0, endings: [] as Promise<unknown>[] };
  const server = createSecureServer({ key, cert: pem(certificate), ...options }, (request, response) => {
    seen.requests += 1;
    response.end(`{"answered":${JSON.stringify(request.headers.host)}}`);
  });
  server.on("connection", (socket) => seen.endings.push(once(socket, "close")));
  const port = await listen(server);
  return { server, seen, port, url: `https://localhost:${port}/oauth_token.do` };
}

interface Ask {
  readonly caFile?: string;
  readonly environment?: Record<string, string>;
  readonly timeoutSeconds?: number;
}

// Reading all the system's authorities takes its time: each set of options does so once.
const clients = new Map<string, Effects>();

function ask(url: string, options: Ask = {}) {
  const name = JSON.stringify(options);
  const effects = clients.get(name) ?? createEffects({ timeoutSeconds: 5, ...options });
  clients.set(name, effects);
  return requestText(effects, { url, method: "POST", headers: {}, body: "code=SECRET", limitBytes: 1000 });
}

const failure = (details: object) => ({ code: "INSTANCE_UNREACHABLE", details });

test("a private authority works through the ca file, by name and by address", async () => {
  const { port } = await secureServer("valid");
  for (const host of ["localhost", "127.0.0.1"]) {
    expect((await ask(`https://${host}:${port}/`, { caFile })).text).toContain(`${host}:${port}`);
  }
});

test("a ca file may hold several certificates, text around them, or one in DER", async () => {
  const { url } = await secureServer("valid");
  const bundle = join(folder, "bundle.pem");
  writeFileSync(bundle, `# ours\r\n${pem("self-signed")}\nPractice Authority\n${pem("authority")}`);
  const der = join(folder, "authority.cer");
  writeFileSync(der, new X509Certificate(pem("authority")).raw);
  expect((await ask(url, { caFile: bundle })).status).toBe(200);
  expect((await ask(url, { caFile: der })).status).toBe(200);
});

test.each([
  ["missing", undefined, "must be a file that can be read"],
  ["empty", "", "must be a file of certificates in PEM format"],
  ["a private key", key, "must be a file of certificates in PEM format"],
  [
    "a damaged certificate",
    String(pem("authority")).replace("M", "*"),
    "must be a file of certificates in PEM format",
  ],
])("a ca file that is %s is refused at once", (name, content, message) => {
  const path = join(folder, name);
  if (content !== undefined) writeFileSync(path, content);
  expect(() => createEffects({ caFile: path })).toThrow(
    expect.objectContaining({
      code: "CONFIG_INVALID",
      details: { problems: [{ setting: "caFile", message, kind: "invalid" }] },
    }),
  );
});

test.each([
  ["self-signed", "self-signed", "localhost"],
  ["hostile-name", "self-signed", "BadAuthority"],
  ["expired", "expired", "Practice Authority, nowtoken tests"],
  ["not-yet-valid", "not-yet-valid", "Practice Authority, nowtoken tests"],
  ["wrong-host", "wrong-host", "Practice Authority, nowtoken tests"],
])(
  "a certificate that is %s is refused before anything is sent (threat 56, fault 39)",
  async (certificate, fault, issuer) => {
    const { url, seen } = await secureServer(certificate);
    await expect(ask(url, { caFile })).rejects.toMatchObject(
      failure({ host: new URL(url).host, reason: "tls", sent: false, tls: { fault, issuer } }),
    );
    await Promise.all(seen.endings);
    expect(seen.requests).toBe(0);
  },
);

test.each([
  ["alone", pem("valid")],
  ["with its authority", Buffer.concat([pem("valid"), pem("authority")])],
])("a certificate of an unknown authority is refused, %s (threat 56, fault 39)", async (_, cert) => {
  const { url, seen } = await secureServer("valid", { cert });
  const issuer = "Practice Authority, nowtoken tests";
  await expect(ask(url)).rejects.toMatchObject(
    failure({ tls: { fault: "unknown-issuer", issuer }, sent: false }),
  );
  expect(seen.requests).toBe(0);
});

test("NODE_TLS_REJECT_UNAUTHORIZED=0 changes nothing (threats 56, 67)", async () => {
  const { url, seen } = await secureServer("valid");
  vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  await expect(ask(url))
    .rejects.toMatchObject(failure({ reason: "tls" }))
    .finally(() => {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
    });
  expect(seen.requests).toBe(0);
});

test("a server that knows TLS 1.0 alone is refused, whatever Node is told to allow (threat 67, fault 39)", async () => {
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "ALL@SECLEVEL=0" } as const;
  const { url } = await secureServer("valid", old);
  const { DEFAULT_MIN_VERSION, DEFAULT_CIPHERS } = tls;
  // What --tls-min-v1.0 and --tls-cipher-list set.
  Object.assign(tls, { DEFAULT_MIN_VERSION: "TLSv1", DEFAULT_CIPHERS: "ALL@SECLEVEL=0" });
  await expect(ask(url, { caFile }))
    .rejects.toMatchObject(failure({ reason: "tls", sent: false, tls: { fault: "protocol" } }))
    .finally(() => Object.assign(tls, { DEFAULT_MIN_VERSION, DEFAULT_CIPHERS }));
});

test("a deadline that passes while the issuer is looked up leaves the certificate's fault as it is", async () => {
  const { server } = await secureServer("expired");
  let connections = 0;
  const port = await listen(
    createPlainServer((socket) => {
      connections += 1;
      if (connections === 1) server.emit("connection", socket);
    }),
  );
  const error = await ask(`https://localhost:${port}/`, { caFile, timeoutSeconds: 0.2 }).catch(
    (reason) => reason,
  );
  expect(error.details).toEqual({
    host: `localhost:${port}`,
    reason: "tls",
    sent: false,
    tls: { fault: "expired" },
  });
  expect(connections).toBe(2);
});

test("a server that speaks plain http on its TLS port is told (fault 39)", async () => {
  const port = await listen(createServer((_, response) => response.end("{}")));
  await expect(ask(`https://localhost:${port}/`)).rejects.toMatchObject(
    failure({ reason: "tls", sent: false, tls: { fault: "not-tls" } }),
  );
});

test.concurrent("a connection that ends or hangs within the handshake has sent nothing", async () => {
  const closing = await listen(createPlainServer((socket) => socket.end()));
  await expect(ask(`https://localhost:${closing}/`)).rejects.toMatchObject(
    failure({ reason: "reset", sent: false }),
  );
  const closed = Promise.withResolvers<boolean>();
  const silent = await listen(
    createPlainServer((socket) => socket.on("close", () => closed.resolve(true)).resume()),
  );
  await expect(ask(`https://localhost:${silent}/`, { timeoutSeconds: 0.2 })).rejects.toMatchObject(
    failure({ host: `localhost:${silent}`, reason: "timed-out", sent: false, seconds: 0.2 }),
  );
  expect(await closed.promise).toBe(true);
});

/** Runs three requests in a process of its own, as Node reads some variables only at its start. */
async function askElsewhere(
  url: string,
  variables: Record<string, string>,
  options: Ask = {},
): Promise<string> {
  const script = `
    const { createEffects } = await import(${JSON.stringify(new URL("../effects.ts", import.meta.url))});
    const { requestText } = await import(${JSON.stringify(new URL("./request.ts", import.meta.url))});
    const effects = createEffects(${JSON.stringify(options)});
    const request = { url: ${JSON.stringify(url)}, method: "GET", headers: {}, limitBytes: 1000 };
    const ask = () => requestText(effects, request);
    const answers = [...await Promise.all([ask(), ask()]), await ask()];
    console.log(answers.map(({ status }) => status).join(" "));`;
  const env = { ...process.env, NODE_NO_WARNINGS: "1", ...variables };
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    env,
  });
  return stdout.trim();
}

test.concurrent("NODE_EXTRA_CA_CERTS works, beside a ca file too", async () => {
  const { url } = await secureServer("valid");
  const options = { caFile: fileURLToPath(new URL("self-signed.pem", certificates)) };
  expect(await askElsewhere(url, { NODE_EXTRA_CA_CERTS: caFile }, options)).toBe("200 200 200");
});

// Elsewhere the system's store cannot be replaced by a variable.
if (process.platform === "linux") {
  test.concurrent("an authority of the system's store works, for requests side by side and later ones", async () => {
    const { url } = await secureServer("valid");
    expect(await askElsewhere(url, { SSL_CERT_FILE: caFile, SSL_CERT_DIR: folder })).toBe("200 200 200");
  });
}

/** A proxy that leads every name to `port` on this machine, or answers as `status` says. */
async function startProxy(
  port: number,
  { status = 200, secure = false }: { status?: number; secure?: boolean } = {},
) {
  const asked: { target: string | undefined; authorization: string | undefined }[] = [];
  const proxy: HttpServer = secure ? createSecureServer({ key, cert: pem("valid") }) : createServer();
  proxy.on("connect", (request, socket) => {
    asked.push({ target: request.url, authorization: request.headers["proxy-authorization"] });
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} Practice\r\ncontent-length: 4\r\n\r\nbody`);
      return;
    }
    const upstream = connect(port, "127.0.0.1", () =>
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n"),
    );
    socket.on("error", () => upstream.destroy()).on("close", () => upstream.destroy());
    upstream.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    upstream.pipe(socket).pipe(upstream);
  });
  return { asked, host: `localhost:${await listen(proxy)}` };
}

test("a request reaches the instance through the proxy, and only there (fault 40)", async () => {
  const { port, seen } = await secureServer("valid");
  const { asked, host } = await startProxy(port);
  const answer = await ask(instance, { caFile, environment: { HTTPS_PROXY: `http://${host}` } });
  expect(answer).toMatchObject({
    text: '{"answered":"dev12345.service-now.com"}',
    host: "dev12345.service-now.com",
  });
  expect(asked).toEqual([{ target: "dev12345.service-now.com:443", authorization: undefined }]);
  expect(seen.requests).toBe(1);
});

test("a proxy may want TLS, and a name and password (fault 40)", async () => {
  const { port } = await secureServer("valid");
  const { asked, host } = await startProxy(port, { secure: true });
  const environment = { HTTPS_PROXY: `https://us%40er:p%3Ass%zz@${host}` };
  expect((await ask(instance, { caFile, environment })).status).toBe(200);
  expect(asked[0]?.authorization).toBe(`Basic ${Buffer.from("us@er:p:ss%zz").toString("base64")}`);
  await expect(ask(instance, { environment })).rejects.toMatchObject(
    failure({ reason: "proxy", sent: false, proxy: { host }, tls: { fault: "unknown-issuer" } }),
  );
});

test("nothing for this machine goes through the proxy (fault 40)", async () => {
  const { port, url } = await secureServer("valid");
  const { asked, host } = await startProxy(port);
  expect((await ask(url, { caFile, environment: { HTTPS_PROXY: host, HTTP_PROXY: host } })).status).toBe(200);
  expect(asked).toEqual([]);
});

test.each([407, 502, 403])(
  "a proxy that answers %i is told apart, its password not shown (fault 40)",
  async (status) => {
    const { host } = await startProxy(0, { status });
    const error = await ask(instance, { environment: { HTTPS_PROXY: `http://user:SECRET@${host}` } }).catch(
      (reason) => reason,
    );
    expect(error).toMatchObject(
      failure({ host: "dev12345.service-now.com", reason: "proxy", sent: false, proxy: { host, status } }),
    );
    expect(`${JSON.stringify(error)}${error.stack}`).not.toContain("SECRET");
  },
);

test("a proxy that is down, unknown, or speaks nonsense is told apart from the instance (fault 40)", async () => {
  const gone = createPlainServer();
  const down = `127.0.0.1:${await listen(gone)}`;
  gone.close();
  const nonsense = `127.0.0.1:${await listen(createPlainServer((socket) => socket.end("SSH-2.0-practice\r\n")))}`;
  for (const host of [down, `${"x".repeat(64)}.example:3128`, nonsense]) {
    await expect(ask(instance, { environment: { HTTPS_PROXY: host } })).rejects.toMatchObject(
      failure({ host: "dev12345.service-now.com", reason: "proxy", sent: false, proxy: { host } }),
    );
  }
});

test.concurrent("a proxy that never answers ends at the deadline, and its socket is destroyed (fault 40)", async () => {
  const closed = Promise.withResolvers<boolean>();
  const host = `127.0.0.1:${await listen(createPlainServer((socket) => socket.on("close", () => closed.resolve(true)).resume()))}`;
  await expect(
    ask(instance, { environment: { HTTPS_PROXY: host }, timeoutSeconds: 0.2 }),
  ).rejects.toMatchObject(
    failure({
      host: "dev12345.service-now.com",
      reason: "timed-out",
      sent: false,
      seconds: 0.2,
      proxy: { host },
    }),
  );
  expect(await closed.promise).toBe(true);
});

test("a certificate that the proxy put in the instance's place is refused, its issuer named (threat 56)", async () => {
  const { port, seen } = await secureServer("valid");
  const { host } = await startProxy(port);
  await expect(ask(instance, { environment: { HTTPS_PROXY: host } })).rejects.toMatchObject(
    failure({
      reason: "tls",
      sent: false,
      tls: { fault: "unknown-issuer", issuer: "Practice Authority, nowtoken tests" },
      proxy: { host },
    }),
  );
  await Promise.all(seen.endings);
  expect(seen.requests).toBe(0);
});

test.concurrent("an instance that hangs behind the proxy is told, and the tunnel ends", async () => {
  const closed = Promise.withResolvers<boolean>();
  const silent = await listen(
    createPlainServer((socket) => socket.on("close", () => closed.resolve(true)).resume()),
  );
  const { host } = await startProxy(silent);
  await expect(
    ask(instance, { environment: { HTTPS_PROXY: host }, timeoutSeconds: 0.2 }),
  ).rejects.toMatchObject(failure({ reason: "timed-out", sent: false, proxy: { host } }));
  expect(await closed.promise).toBe(true);
});
