import type { Cause, Entry } from "../entry.ts";

const source = "Node.js documentation, common system errors; RFC 9110 for proxies";

const nameMisspelt: Cause = {
  id: "name-misspelt",
  cause:
    "The instance's name is misspelt, or the instance is gone: unused developer instances are reclaimed.",
  check: ["The name against the address bar of a browser in which the instance opens."],
  fix: ["Check the instance's name, and the network or VPN."],
  source,
};

const resolverSilent: Cause = {
  id: "resolver-silent",
  cause:
    "The name could not be looked up: no network, a VPN that is off, or a proxy that alone may look names up.",
  check: ["Whether other names are found; whether browsers here use a proxy."],
  fix: ["Connect the network or VPN; behind a company's proxy set HTTPS_PROXY."],
  source,
};

const nobodyListens: Cause = {
  id: "nobody-listens",
  cause:
    "Nothing listens at this host and port: a wrong port, a server that is down, or a firewall that refuses.",
  check: ["The port in the instance URL: an instance has none."],
  fix: ["Check the instance's address and port, and the firewall or VPN between."],
  source,
};

const connectionClosed: Cause = {
  id: "connection-closed",
  cause:
    "The connection was closed before an answer came: a firewall or proxy between, or a server that restarted.",
  check: ["Whether it happens each time, and from another network too."],
  fix: ["Try again; if it goes on, a firewall or proxy between may be cutting the connection."],
  source,
};

const tooSlow: Cause = {
  id: "too-slow",
  cause:
    "The answer did not come in full in time: a slow instance, or a firewall that drops packets without a word.",
  check: ["How long the instance takes in a browser on the same computer."],
  fix: ["Try again, or give more time with --timeout, in seconds."],
  source,
};

const noRoute: Cause = {
  id: "no-route",
  cause: "There is no way to the host: no network, or a VPN that is off.",
  check: ["Whether anything else can be reached."],
  fix: ["Check the network and try again."],
  source,
};

const proxyUrlInvalid: Cause = {
  id: "proxy-url-invalid",
  cause: "HTTPS_PROXY holds something that is no http or https URL.",
  check: ["The variables HTTPS_PROXY and https_proxy; SOCKS proxies and PAC files cannot be used."],
  fix: ["Correct it, e.g. http://proxy.example:3128, or unset it; other kinds of proxy cannot be used."],
  source,
};

const proxyWantsPassword: Cause = {
  id: "proxy-wants-password",
  cause: "The proxy wants a user name and password, or refuses the ones in HTTPS_PROXY.",
  check: ["Whether the password holds characters that have to be percent-encoded in a URL."],
  fix: ["The proxy wants a user name and password: put them into HTTPS_PROXY."],
  source: "RFC 9110 §15.5.8",
};

const proxyRefuses: Cause = {
  id: "proxy-refuses",
  cause: "The proxy does not let this host through, or cannot reach it itself.",
  check: [
    "Which status the proxy gave: 403 means a rule of the company, 502 to 504 that it cannot reach the host.",
  ],
  fix: [
    "Check HTTPS_PROXY, and whether NO_PROXY should name this host.",
    "Ask whoever runs the proxy to allow the instance's host, port 443.",
  ],
  source: "RFC 9110 §9.3.6",
};

const proxyUnreachable: Cause = {
  id: "proxy-unreachable",
  cause:
    "The proxy itself cannot be reached: it is down, misspelt, or only there within the company's network.",
  check: ["HTTPS_PROXY, and whether you are in the network that it belongs to."],
  fix: ["Correct or unset HTTPS_PROXY, or connect to the company's network."],
  source,
};

/** How the network fails before there is an answer. */
export const networkEntries = {
  nameNotFound: {
    id: "name-not-found",
    title: "getaddrinfo ENOTFOUND: the name was not found",
    patterns: [
      "enotfound",
      "could not resolve host",
      "name or service not known",
      "nodename nor servname provided",
      "getaddrinfo failed",
      "nameresolutionerror",
      "the remote name could not be resolved",
      "no such host",
      "dns probe finished nxdomain",
      ["the name", "was not found"],
    ],
    causes: [nameMisspelt, resolverSilent],
  },
  resolverSilent: {
    id: "resolver-silent",
    title: "getaddrinfo EAI_AGAIN: temporary failure in name resolution",
    patterns: ["eai again", "temporary failure in name resolution", "dns probe finished no internet"],
    causes: [resolverSilent, nameMisspelt],
  },
  refused: {
    id: "connection-refused",
    title: "connect ECONNREFUSED: the connection was refused",
    patterns: [
      "econnrefused",
      "connection refused",
      "actively refused it",
      "refused the connection",
      "err connection refused",
    ],
    causes: [nobodyListens],
  },
  reset: {
    id: "connection-reset",
    title: "read ECONNRESET: the connection was closed before an answer",
    patterns: [
      "econnreset",
      "connection reset by peer",
      "socket hang up",
      "remotedisconnected",
      "closed the connection before it answered",
      "empty reply from server",
      "epipe",
    ],
    causes: [connectionClosed],
  },
  timedOut: {
    id: "timed-out",
    title: "ETIMEDOUT: no answer in time",
    patterns: [
      "etimedout",
      "did not answer in full within",
      "connect timeout",
      "read timed out",
      "connecttimeouterror",
      "operation timed out",
      "und err headers timeout",
      "err connection timed out",
    ],
    causes: [tooSlow, noRoute],
  },
  unreachable: {
    id: "no-route",
    title: "ENETUNREACH, EHOSTUNREACH: the host could not be reached",
    patterns: [
      "enetunreach",
      "ehostunreach",
      "no route to host",
      "network is unreachable",
      "could not be reached",
    ],
    causes: [noRoute],
  },
  proxyUrlInvalid: {
    id: "proxy-url-invalid",
    title: "HTTPS_PROXY must be an http or https URL",
    patterns: ["https proxy must be an http or https url"],
    causes: [proxyUrlInvalid],
    certainty: "certain",
  },
  proxyWantsPassword: {
    id: "proxy-wants-password",
    title: "407 Proxy Authentication Required",
    patterns: [
      "407 proxy authentication required",
      "proxy authentication required",
      ["the proxy", "status 407"],
      ["tunnel", "407"],
    ],
    causes: [proxyWantsPassword],
    certainty: "certain",
  },
  proxyRefused: {
    id: "proxy-refused",
    title: "The proxy did not let us through",
    patterns: [
      ["the proxy", "did not let us through"],
      "tunnel connection failed",
      "proxyerror",
      "cannot connect to proxy",
      "proxy connect aborted",
    ],
    causes: [proxyRefuses, proxyUnreachable],
  },
  proxyUnreachable: {
    id: "proxy-unreachable",
    title: "The proxy cannot be reached",
    patterns: ["could not resolve proxy", ["failed to connect", "proxy"], "err proxy connection failed"],
    causes: [proxyUnreachable],
  },
} as const satisfies Record<string, Entry>;
