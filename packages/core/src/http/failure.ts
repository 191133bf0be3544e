import { AuthError, type AuthErrorDetails, type NetworkFault, type TlsFault } from "../errors.ts";

type Unreachable = AuthErrorDetails["INSTANCE_UNREACHABLE"];

const messages: Readonly<Record<NetworkFault, string>> = {
  "name-not-found": "expected a host name that exists",
  refused: "expected a server at the host and port",
  reset: "expected an answer before the connection closed",
  "timed-out": "expected a whole answer before the deadline",
  tls: "expected a TLS connection with a trusted certificate",
  proxy: "expected the proxy to reach the host",
  network: "expected a network that reaches the host",
};

const networkFaults = new Map<string, NetworkFault>([
  ["ENOTFOUND", "name-not-found"],
  ["EAI_AGAIN", "name-not-found"],
  ["ECONNREFUSED", "refused"],
  ["ECONNRESET", "reset"],
  ["ECONNABORTED", "reset"],
  ["EPIPE", "reset"],
  ["UND_ERR_SOCKET", "reset"],
  ["ETIMEDOUT", "timed-out"],
  ["ABORT_ERR", "timed-out"],
  ["UND_ERR_CONNECT_TIMEOUT", "timed-out"],
]);

// OpenSSL's X509_V_ERR_* and SSL_R_* as Node spells them; the first match counts.
const tlsFaults: readonly (readonly [RegExp, TlsFault])[] = [
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, "self-signed"],
  [
    /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE)/,
    "unknown-issuer",
  ],
  [/^CERT_HAS_EXPIRED$/, "expired"],
  [/^CERT_NOT_YET_VALID$/, "not-yet-valid"],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, "wrong-host"],
  [/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/, "not-tls"],
  [/^ERR_SSL_.*(PROTOCOL|HANDSHAKE_FAILURE)/, "protocol"],
  [/^(ERR_SSL_|ERR_TLS_|CERT_|CRL_|UNABLE_TO_|INVALID_|PATH_LENGTH_|ERROR_IN_|EPROTO$)/, "other"],
];

/**
 * Names how the network failed, from a system, TLS or fetch error; `known` wins over what the error tells.
 *
 * Where `sent` is not known it is false for what happens before a request leaves: name, connection, TLS, proxy.
 */
export function unreachable(
  error: unknown,
  known: Partial<Unreachable> & Pick<Unreachable, "host">,
): AuthError<"INSTANCE_UNREACHABLE"> {
  const codes = systemCodes(error);
  const fault = codes.map(tlsFaultOf).find((tls) => tls !== undefined);
  const network = codes.map((code) => networkFaults.get(code)).find((reason) => reason !== undefined);
  const reason = known.reason ?? (fault ? "tls" : (network ?? "network"));
  return new AuthError("INSTANCE_UNREACHABLE", messages[reason], {
    reason,
    sent: !["name-not-found", "refused", "tls", "proxy"].includes(reason),
    ...(fault && { tls: { fault } }),
    ...known,
  });
}

/** The system's or OpenSSL's codes: one, or one for each address that was tried (RFC 8305). */
export function systemCodes(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(systemCodes);
  if (!(error instanceof Error)) return [];
  return "code" in error && typeof error.code === "string" ? [error.code] : systemCodes(error.cause);
}

function tlsFaultOf(code: string): TlsFault | undefined {
  return tlsFaults.find(([pattern]) => pattern.test(code))?.[1];
}
