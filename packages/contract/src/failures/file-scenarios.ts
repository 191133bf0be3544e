import { link, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { devNull, homedir } from "node:os";
import { join } from "node:path";
import { type Credential, formatCredential, prepareCredentialFile } from "@nowtoken/core";
import { canLock, whileLocked } from "./file-lock.ts";
import { inFolder } from "./profile.ts";
import { errorOf, type FailureScenario } from "./scenario.ts";

const isWindows = process.platform === "win32";
const isMac = process.platform === "darwin";

const credential: Credential = {
  instanceUrl: "https://dev12345.service-now.com",
  clientId: "id",
  scopes: ["useraccount"],
  authorizationCode: "code",
  accessToken: "access",
  refreshToken: "refresh",
  expiresAt: undefined,
};

/** A place that the credential file cannot have. */
const place = (
  failure: string,
  cause: string,
  lay: (folder: string) => Promise<string> | string,
): FailureScenario => ({
  failure,
  cause,
  happen: () => inFolder(async (folder) => errorOf(prepareCredentialFile(await lay(folder)))),
});

/** A token that a file cannot hold. */
const token = (
  failure: string,
  cause: string,
  given: Pick<Credential, "accessToken">,
  format: "text" | "env",
) => ({
  failure,
  cause,
  happen: () => errorOf((async () => formatCredential({ ...credential, ...given }, format, "file"))()),
});

/** The system's own words, as a script shows them. */
const script = (
  failure: string,
  cause: string,
  work: (folder: string) => Promise<unknown>,
): FailureScenario => ({
  failure: `a script shows ${failure}`,
  cause,
  happen: () =>
    inFolder((folder) =>
      work(folder).then(
        () => Promise.reject(new Error("expected a failure")),
        (error: unknown) => String(error),
      ),
    ),
});

/** The credential file and the disk below it. */
export const fileScenarios: readonly FailureScenario[] = [
  place("the folder does not exist", "folder-missing", (folder) => join(folder, "missing", "file.txt")),
  place("the path is a folder", "file-is-folder", (folder) => folder),
  place("the name is too long", "path-too-long", (folder) => join(folder, "x".repeat(300))),
  {
    ...place("the path is a symbolic link", "file-is-link", async (folder) => {
      await writeFile(join(folder, "real.txt"), "");
      await symlink("real.txt", join(folder, "link.txt"));
      return join(folder, "link.txt");
    }),
    isPossible: !isWindows,
    entry: "file-is-link",
  },
  {
    ...place("the file has a second name", "file-has-other-names", async (folder) => {
      await writeFile(join(folder, "one.txt"), "", { mode: 0o600 });
      await link(join(folder, "one.txt"), join(folder, "two.txt"));
      return join(folder, "one.txt");
    }),
    isPossible: !isWindows,
    entry: "file-is-hard-link",
  },
  {
    ...place("the path is a device", "file-is-special", () => devNull),
    isPossible: !isWindows,
    entry: "file-is-special",
  },
  {
    ...place("the file system cannot be written", "folder-not-writable", () => "/sys/nowtoken.txt"),
    isPossible: process.platform === "linux",
    entry: "file-not-writable",
  },
  {
    failure: "the earlier file is locked",
    cause: "file-locked",
    happen: () =>
      inFolder(async (folder) => {
        const path = join(folder, "file.txt");
        await writeFile(path, "", { mode: 0o600 });
        return whileLocked(path, () => errorOf(prepareCredentialFile(path)));
      }),
    isPossible: canLock && !isMac,
    entry: "file-locked",
  },
  {
    ...place("macOS keeps a program out of a folder", "privacy-settings", () =>
      join(homedir(), "Library/Application Support/com.apple.TCC/servicenow_credentials.txt"),
    ),
    isPossible: isMac,
    entry: "file-privacy",
  },
  token("a token holds a line break", "control-character", { accessToken: "a\nRefresh token: b" }, "text"),
  token("a token holds every kind of quote", "unquotable", { accessToken: "#\"'`" }, "env"),
  script("a folder that does not exist", "folder-missing", (folder) =>
    writeFile(join(folder, "missing", "servicenow_credentials.txt"), ""),
  ),
  script("a folder in the place of a file", "file-is-folder", (folder) => readFile(folder)),
  {
    ...script("a folder that is locked", "file-locked", async (folder) => {
      const locked = join(folder, "locked");
      await mkdir(locked);
      return whileLocked(locked, () => writeFile(join(locked, "servicenow_credentials.txt"), ""));
    }),
    isPossible: canLock,
    entry: "file-locked",
  },
  {
    ...script("a disk that is full", "disk-full", () => writeFile("/dev/full", "tokens")),
    isPossible: process.platform === "linux",
    entry: "file-disk-full",
  },
];
