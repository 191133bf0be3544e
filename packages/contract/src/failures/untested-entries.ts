const commandLine = "the command line's own tests show it";
const noLog = "the practice instance has no system log";
const keychain = "it takes a keychain that fails on purpose";

/** The entries that no scenario makes happen, and why: their patterns alone are tested. */
export const untestedEntries: Readonly<Record<string, string>> = {
  "refused-request": "every request of ours says what it asked for",
  "invalid-grant-other": "every request of ours says what it asked for",
  "refused-401": "it takes a program that shows no answer; told texts have it",
  "log-client-secret": noLog,
  "log-invalid-scope": noLog,
  "log-invalid-token": noLog,
  "menu-item-missing": "the practice instance has no menu",
  "missing-access-token-parameter": "it is about an instance that logs in elsewhere",
  "login-timed-out": commandLine,
  "usage-wrong": commandLine,
  "program-not-started": commandLine,
  "login-other-instance": commandLine,
  unexpected: "it takes a bug",
  "access-denied-alone": "an instance says more",
  "python-externally-managed": "it takes a Python that belongs to the system",
  "row-refused": "the practice instance has no rules of its own",
  "resolver-silent": "it takes a machine without a network",
  "no-route": "it takes a machine without a network",
  "tls-other": "it takes a certificate that is revoked or damaged",
  "file-privacy": "it takes macOS",
  "file-read-only": "root may write every file",
  "output-keeps-nothing": commandLine,
  "file-failed": "it takes a disk that fails",
  "store-full": "it takes a full disk: core's own tests limit a process",
  "store-read-only": "it takes a file system that is read-only",
  "store-too-many-files": "it takes a process of its own: core's tests have one",
  "keychain-missing": keychain,
  "keychain-failed": keychain,
  "keychain-silent": keychain,
};
