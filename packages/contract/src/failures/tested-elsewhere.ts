/** Where an entry's failure is made to happen, if not by a scenario. */
export interface OtherTest {
  /** From the repository's root. */
  readonly file: string;
  /** What the test finds ranked first. */
  readonly cause: string;
  /** The words with which it expects that. */
  readonly words: string;
}

const inFile =
  (file: string, wordsFor: (cause: string) => string) =>
  (cause: string, words = wordsFor(cause)): OtherTest => ({ file, cause, words });

const compared = (cause: string) => `)).toBe("${cause}");`;
const commandLine = inFile("apps/cli/test/explain.test.ts", (cause) => `"${cause}", [`);
const standardOutput = inFile(
  "apps/cli/test/standard-output.test.ts",
  (cause) => `.causes[0].id).toBe("${cause}");`,
);
const crampedFile = inFile("packages/core/src/credential-file/prepared-file.process.test.ts", compared);
const crampedStore = inFile("packages/core/src/store/cramped-store.process.test.ts", compared);
const keychain = inFile("packages/core/src/vault/keychain.process.test.ts", compared);

/** The entries whose failure takes a process of its own: a command, a store without room, a locked keychain. */
export const testedElsewhere: Readonly<Record<string, OtherTest>> = {
  "login-timed-out": commandLine("nobody-answered"),
  "usage-wrong": commandLine("usage-wrong"),
  "program-not-started": commandLine("program-missing"),
  "login-other-instance": commandLine("profile-of-other-instance"),
  unexpected: commandLine("our-bug", 'expectCause(environment, "our-bug");'),
  "output-keeps-nothing": standardOutput("output-keeps-nothing"),
  "file-read-only": crampedFile("earlier-file-closed"),
  "file-failed": crampedFile("disk-failed"),
  "store-full": crampedStore("state-folder-full"),
  "store-read-only": crampedStore("state-folder-read-only"),
  "store-too-many-files": crampedStore("too-many-files"),
  "keychain-missing": keychain("keychain-missing"),
  "keychain-failed": keychain("keychain-refused"),
  "keychain-silent": keychain("keychain-locked"),
};
