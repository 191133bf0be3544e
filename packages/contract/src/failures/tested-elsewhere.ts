/** Where an entry's failure is made to happen, if not by a scenario: a test that looks at what is ranked first. */
export interface OtherTest {
  /** From the repository's root. */
  readonly file: string;
  /** What is ranked first there. */
  readonly cause: string;
}

const commandLine = "apps/cli/test/explain.test.ts";
const standardOutput = "apps/cli/test/standard-output.test.ts";
const keychain = "packages/core/src/vault/keychain.process.test.ts";
const crampedStore = "packages/core/src/store/cramped-store.process.test.ts";

/** The entries whose failure takes a process of its own: a command, a store without room, a locked keychain. */
export const testedElsewhere: Readonly<Record<string, OtherTest>> = {
  "login-timed-out": { file: commandLine, cause: "nobody-answered" },
  "usage-wrong": { file: commandLine, cause: "usage-wrong" },
  "program-not-started": { file: commandLine, cause: "program-missing" },
  "login-other-instance": { file: commandLine, cause: "profile-of-other-instance" },
  "output-keeps-nothing": { file: standardOutput, cause: "output-keeps-nothing" },
  unexpected: { file: commandLine, cause: "our-bug" },
  "store-full": { file: crampedStore, cause: "state-folder-full" },
  "store-read-only": { file: crampedStore, cause: "state-folder-read-only" },
  "store-too-many-files": { file: crampedStore, cause: "too-many-files" },
  "keychain-missing": { file: keychain, cause: "keychain-missing" },
  "keychain-failed": { file: keychain, cause: "keychain-refused" },
  "keychain-silent": { file: keychain, cause: "keychain-locked" },
};
