import type { Cause, Entry } from "../entry.ts";

const source = "OpenSSL X509_V_ERR_… and SSL_R_…, as Node.js names them";

const inspectionProxy: Cause = {
  id: "inspection-proxy",
  cause:
    "A company's proxy inspects the traffic and signs with its own certificate authority, which this computer's Node.js does not know.",
  check: ["Who issued the certificate, as the message or a browser's lock says: not a public authority."],
  fix: [
    "If a company proxy inspects the traffic, name its certificate authority with --ca-file FILE.",
    "NODE_EXTRA_CA_CERTS works too; checking cannot be switched off.",
  ],
  source,
};

const chainIncomplete: Cause = {
  id: "chain-incomplete",
  cause: "The server does not send the certificate between its own and the authority's.",
  check: ["Whether browsers, which may know that certificate from elsewhere, accept the same server."],
  fix: ["Have the server send its whole chain; until then name the missing certificate with --ca-file FILE."],
  source,
};

const selfSigned: Cause = {
  id: "self-signed",
  cause:
    "The server's certificate is signed by nobody but itself: a test server, a device's page, or an inspection proxy.",
  check: ["Whether the address is really the instance's: instances have public certificates."],
  fix: [
    "If a company proxy inspects the traffic, name its certificate authority with --ca-file FILE.",
    "Else check the instance's address.",
  ],
  source,
};

const clockWrong: Cause = {
  id: "clock-wrong",
  cause: "This computer's clock is wrong, so that a good certificate seems to be out of its time.",
  check: ["Date, time and time zone of this computer."],
  fix: ["Set the clock, best by itself over the network."],
  source,
};

const certificateExpired: Cause = {
  id: "certificate-expired",
  cause: "The server's certificate was not renewed in time.",
  check: ["Its dates in a browser, and this computer's clock."],
  fix: ["Check this computer's clock; if it is right, the instance's certificate is at fault."],
  source,
};

const certificateEarly: Cause = {
  id: "certificate-not-yet-valid",
  cause: "This computer's clock is behind, or the certificate was made for later.",
  check: ["This computer's clock."],
  fix: ["Check this computer's clock; if it is right, the instance's certificate is at fault."],
  source,
};

const hostDiffers: Cause = {
  id: "certificate-of-other-host",
  cause:
    "The certificate is for another host: another server answers, or the instance is called by a name that its certificate does not list.",
  check: [
    "The instance's address: a custom host name needs a certificate of its own; an IP address is in none.",
  ],
  fix: ["Check the instance's address: this may be another server."],
  source,
};

const plainHttp: Cause = {
  id: "plain-http",
  cause: "The server speaks plain http on this port, not TLS.",
  check: ["The port and the scheme of the address, and of HTTPS_PROXY: a proxy is mostly http://."],
  fix: ["Check the port and the scheme."],
  source,
};

const tlsTooOld: Cause = {
  id: "tls-too-old",
  cause: "The server, or an old proxy between, speaks no TLS version that is safe today.",
  check: ["Which device answers: instances speak TLS 1.2 and 1.3."],
  fix: ["TLS 1.2 or newer is needed: check for an old proxy between."],
  source,
};

const clientCertificateWanted: Cause = {
  id: "client-certificate-wanted",
  cause: "The server wants to see a certificate of this computer (mutual TLS), which nowtoken does not have.",
  check: ["Whether the address is one that the company keeps for machines with certificates."],
  fix: ["Use the instance's ordinary address, or go through a proxy that has the certificate."],
  source: "RFC 8446 §4.3.2; OpenSSL's alert 116",
};

const certificateUnusable: Cause = {
  id: "certificate-unusable",
  cause: "The certificate could not be verified: revoked, damaged, or made for another purpose.",
  check: ["What a browser on the same computer says of it."],
  fix: [
    "If a company proxy inspects the traffic, name its certificate authority with --ca-file FILE.",
    "Else tell whoever runs the server.",
  ],
  source,
};

/** Which check of the server's certificate, or of TLS itself, fails. */
export const tlsEntries = {
  unknownIssuer: {
    id: "tls-unknown-issuer",
    title: "unable to get local issuer certificate, self-signed certificate in certificate chain",
    patterns: [
      "unable to get local issuer certificate",
      "unable to get issuer cert",
      "unable to verify the first certificate",
      "unable to verify leaf signature",
      "self signed certificate in certificate chain",
      "self signed cert in chain",
      "pkix path building failed",
      "certificate signed by unknown authority",
      "sec e untrusted root",
      "comes from an unknown authority",
      "err cert authority invalid",
    ],
    causes: [inspectionProxy, chainIncomplete],
  },
  selfSigned: {
    id: "tls-self-signed",
    title: "self-signed certificate",
    patterns: ["depth zero self signed cert", "self signed certificate", "is self signed"],
    causes: [selfSigned],
  },
  expired: {
    id: "tls-expired",
    title: "certificate has expired",
    patterns: [
      "certificate has expired",
      "cert has expired",
      ["the certificate of", "has expired"],
      "err cert date invalid",
      "certificate expired",
    ],
    causes: [certificateExpired, clockWrong],
  },
  notYetValid: {
    id: "tls-not-yet-valid",
    title: "certificate is not yet valid",
    patterns: [
      "certificate is not yet valid",
      "cert not yet valid",
      ["the certificate of", "is not valid yet"],
    ],
    causes: [certificateEarly],
  },
  wrongHost: {
    id: "tls-wrong-host",
    title: "Hostname/IP does not match certificate's altnames",
    patterns: [
      "does not match certificate s altnames",
      "err tls cert altname invalid",
      "hostname mismatch",
      "no alternative certificate subject name matches",
      "is for another host",
      "err cert common name invalid",
      ["certificate", "doesn t match"],
    ],
    causes: [hostDiffers],
  },
  notTls: {
    id: "tls-not-tls",
    title: "wrong version number: the server does not speak TLS on this port",
    patterns: [
      "wrong version number",
      "packet length too long",
      "does not speak tls",
      "err ssl protocol error",
    ],
    causes: [plainHttp],
  },
  protocol: {
    id: "tls-protocol",
    title: "unsupported protocol, handshake failure",
    patterns: [
      "unsupported protocol",
      "tlsv1 alert protocol version",
      "tlsv1 alert handshake failure",
      "handshake failure",
      "speaks no tls version that is safe",
      "dh key too small",
    ],
    causes: [tlsTooOld],
  },
  clientCertificate: {
    id: "tls-client-certificate",
    title: "tlsv13 alert certificate required",
    patterns: ["alert certificate required", "alert bad certificate"],
    causes: [clientCertificateWanted],
  },
  other: {
    id: "tls-other",
    title: "The certificate could not be verified",
    patterns: [
      "certificate verify failed",
      "certificate revoked",
      ["the certificate of", "could not be verified"],
      "err tls",
      "ssl certificate problem",
      "the remote certificate is invalid",
    ],
    causes: [certificateUnusable, inspectionProxy],
    isGeneral: true,
  },
} as const satisfies Record<string, Entry>;
