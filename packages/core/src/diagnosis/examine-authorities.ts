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

/** Elsewhere the system's store is OpenSSL's, and its variables say where that is (Node.js, `--use-system-ca`). */
const hasOwnStore = ["darwin", "win32"].includes(process.platform);

/** Which authorities are believed, and what only seems to change that. */
export function examineAuthorities({ environment, caFile }: AuthoritySources): ExaminationResult {
  const setting = readNamed("--ca-file", caFile);
  const variables = ["NODE_EXTRA_CA_CERTS", ...(hasOwnStore ? [] : ["SSL_CERT_FILE"])].flatMap((name) =>
    readNamed(name, environment[name]),
  );
  const rows = [...setting, ...variables].map(describe);
  const facts = { checksSwitchedOff: environment["NODE_TLS_REJECT_UNAUTHORIZED"] === "0" };
  const more = { rows, facts };
  for (const { content } of setting) if (isAuthError(content)) return failedBy(content, more);
  if (facts.checksSwitchedOff) {
    return warning(
      "NODE_TLS_REJECT_UNAUTHORIZED=0 switches certificate checks off in other programs; nowtoken checks all the same.",
      { ...more, fix: ["Unset it, and name the authority that is missing with NODE_EXTRA_CA_CERTS."] },
    );
  }
  const unreadable = variables.find(({ content }) => isAuthError(content));
  if (unreadable !== undefined) {
    return warning(`${unreadable.name} names no file of certificates: its authorities are missing.`, {
      ...more,
      fix: ["Correct its path: a PEM file, with -----BEGIN CERTIFICATE----- in it."],
    });
  }
  return ok(rows.length === 0 ? "Those of Node.js and of this system." : "Besides those of Node.js:", more);
}

interface NamedFile {
  readonly name: string;
  readonly path: string;
  readonly content: readonly string[] | AnyAuthError;
}

function readNamed(name: string, path: string | undefined): NamedFile[] {
  if (!path) return [];
  try {
    return [{ name, path, content: readCertificates(path) }];
  } catch (error) {
    if (isAuthError(error)) return [{ name, path, content: error }];
    throw error;
  }
}

function describe({ name, path, content }: NamedFile): readonly [string, string] {
  if (isAuthError(content)) return [name, `${path}: cannot be used`];
  return [name, `${path}: ${content.length} ${content.length === 1 ? "certificate" : "certificates"}`];
}
