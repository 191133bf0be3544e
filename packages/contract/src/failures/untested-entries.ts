const commandLine = "the command line's own tests show it";
const noLog = "the practice instance has no system log";
const coreTests = "it takes a process of its own: core's tests make it happen, and look at its cause";

/** The entries that no scenario makes happen, and why: of most the patterns alone are tested. */
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
  "resolver-silent": "it takes a machine without a network",
  "no-route": "it takes a machine without a network",
  "file-privacy": "it takes macOS",
  "file-read-only": "root may write every file: its scenario runs as anybody else",
  "output-keeps-nothing": commandLine,
  "file-failed": "it takes a disk that fails",
  "store-full": coreTests,
  "store-read-only": "it takes a file system that is read-only",
  "store-too-many-files": coreTests,
  "keychain-missing": coreTests,
  "keychain-failed": coreTests,
  "keychain-silent": coreTests,
};
