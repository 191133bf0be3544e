import { readFileSync } from "node:fs";
import type { SecureContext } from "node:tls";
import { invalidSetting } from "../settings/config-invalid.ts";

/** Whose certificates are believed. */
export interface Trust {
  context(): SecureContext;
  /** Adds the system's store to the authorities of `used`; false when there is nothing to add. */
  widen(used: SecureContext): boolean;
}

/**
 * Believes the authorities of Node, of NODE_EXTRA_CA_CERTS and of `caFile` (PEM, or one certificate in DER).
 *
 * The system's store takes longer to load than a whole request, so it joins only when {@link Trust.widen} asks.
 * Throws CONFIG_INVALID at once when `caFile` cannot be read.
 */
export function createTrust(caFile: string | undefined): Trust {
  const own = caFile === undefined ? [] : readCertificates(caFile);
  let current: SecureContext | undefined;
  let system: readonly string[] | undefined;

  function build(): SecureContext {
    const { createSecureContext, getCACertificates } = process.getBuiltinModule("node:tls");
    const added = [...own, ...(system ?? [])];
    current = createSecureContext({
      minVersion: "TLSv1.2",
      // Without `ca` Node uses its built-in store as it is, which is faster than handing the same back.
      ...(added.length > 0 && { ca: [...getCACertificates("default"), ...added] }),
    });
    return current;
  }

  return {
    context: () => current ?? build(),
    widen(used) {
      if (used !== current) return true;
      if (system !== undefined) return false;
      const { getCACertificates } = process.getBuiltinModule("node:tls");
      system = getCACertificates("system");
      build();
      return system.length > 0;
    },
  };
}

/** The certificates of a file: PEM, or one in DER. Throws CONFIG_INVALID when it cannot be read, or holds none. */
export function readCertificates(path: string): string[] {
  const file = attempt(() => readFileSync(path), "must be a file that can be read");
  const blocks = file.toString("latin1").match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  const { X509Certificate } = process.getBuiltinModule("node:crypto");
  return attempt(
    () => (blocks ?? [file]).map((block) => new X509Certificate(block).toString()),
    "must be a file of certificates in PEM format",
  );
}

function attempt<Result>(read: () => Result, message: string): Result {
  try {
    return read();
  } catch {
    throw invalidSetting("caFile", message);
  }
}
