import { type AnyAuthError, isAuthError } from "../errors.ts";
import type { Environment } from "../http/proxy.ts";
import { readCertificates } from "../http/trust.ts";
import { type ExaminationResult, failedBy, ok, warning } from "./examination.ts";

/** Where certificate authorities are named besides the system's and Node.js's own. */
export interface AuthoritySources {
  readonly environment: Environment;
  /** The setting. */
  readonly caFile: string | undefined;
}

/** Which authorities are believed, and what only seems to change that. */
export function examineAuthorities({ environment, caFile }: AuthoritySources): ExaminationResult {
  const named = {
    "--ca-file": readNamed(caFile),
    NODE_EXTRA_CA_CERTS: readNamed(environment["NODE_EXTRA_CA_CERTS"]),
  };
  const rows = [
    ...Object.entries(named).flatMap(([name, file]) => (file === undefined ? [] : [describe(name, file)])),
    ...["SSL_CERT_FILE", "SSL_CERT_DIR"].filter((name) => environment[name]).map(describeOpenSsl),
  ];
  const facts = { checksSwitchedOff: environment["NODE_TLS_REJECT_UNAUTHORIZED"] === "0" };
  const more = { rows, facts };
  if (isAuthError(named["--ca-file"]?.content)) return failedBy(named["--ca-file"].content, more);
  if (facts.checksSwitchedOff) {
    return warning(
      "NODE_TLS_REJECT_UNAUTHORIZED=0 switches certificate checks off in other programs; nowtoken checks all the same.",
      { ...more, fix: ["Unset it, and name the authority that is missing with NODE_EXTRA_CA_CERTS."] },
    );
  }
  if (isAuthError(named.NODE_EXTRA_CA_CERTS?.content)) {
    return warning("NODE_EXTRA_CA_CERTS names no file of certificates: Node.js goes on without it.", {
      ...more,
      fix: ["Correct its path: a PEM file, with -----BEGIN CERTIFICATE----- in it."],
    });
  }
  return ok(
    rows.length === 0
      ? "Those of Node.js and of this system are believed."
      : "Besides those of Node.js and of this system:",
    more,
  );
}

interface NamedFile {
  readonly path: string;
  readonly content: readonly string[] | AnyAuthError;
}

function readNamed(path: string | undefined): NamedFile | undefined {
  if (!path) return undefined;
  try {
    return { path, content: readCertificates(path) };
  } catch (error) {
    if (isAuthError(error)) return { path, content: error };
    throw error;
  }
}

function describe(name: string, { path, content }: NamedFile): readonly [string, string] {
  if (isAuthError(content)) return [name, `${path}: cannot be used`];
  return [name, `${path}: ${content.length} ${content.length === 1 ? "certificate" : "certificates"}`];
}

const describeOpenSsl = (name: string) =>
  [name, "not used: Node.js looks at it with --use-openssl-ca alone"] as const;
