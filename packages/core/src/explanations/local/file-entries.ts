import type { Cause, Entry } from "../entry.ts";

const elsewhere = "Or name another file.";
const source = "nowtoken, the credential file's own checks";

const fileCause = (id: string, sentence: string, words: Pick<Cause, "check" | "fix">): Cause => ({
  id,
  cause: sentence,
  source,
  ...words,
});

const folderMissing = fileCause("folder-missing", "The folder of the credential file does not exist.", {
  check: ["The path: a network drive or a USB stick may not be there."],
  fix: ["Make the folder first.", elsewhere],
});
const folderClosed = fileCause(
  "folder-not-writable",
  "You may not write in the folder of the credential file.",
  {
    check: ["The folder's owner and permissions; whether its file system is read-only."],
    fix: ["Allow writing in the folder.", elsewhere],
  },
);
const privacySettings = fileCause(
  "privacy-settings",
  "The privacy settings of macOS keep the terminal out of the folder.",
  {
    check: ["System Settings > Privacy & Security > Files and Folders."],
    fix: ["Allow your terminal in System Settings > Privacy & Security > Files and Folders.", elsewhere],
  },
);
const fileClosed = fileCause(
  "earlier-file-closed",
  "The earlier credential file is not yours to read and write.",
  {
    check: ["Its owner and permissions: it may have been written with sudo."],
    fix: ["Allow yourself both, or remove the file.", elsewhere],
  },
);
const fileLocked = fileCause("file-locked", "The file or its folder is locked, which binds even root.", {
  check: ["lsattr on Linux (the letter i), ls -lO on macOS (uchg, schg)."],
  fix: ["Unlock it: sudo chattr -i PATH on Linux, chflags nouchg PATH on macOS.", elsewhere],
});
const pathTooLong = fileCause("path-too-long", "The path is longer than the file system takes.", {
  check: ["The length of the file's name, 255 bytes at most on most systems."],
  fix: ["Name a shorter path."],
});
const fileIsFolder = fileCause("file-is-folder", "The path is a folder, not a file.", {
  check: ["Whether the file's name was left out behind the folder."],
  fix: ["Name a file."],
});
const fileIsLink = fileCause(
  "file-is-link",
  "The path is a symbolic link, and secrets are not written through links.",
  {
    check: ["Where it points, and who put it there."],
    fix: ["Name the file that the link points to, or remove the link."],
  },
);
const fileHasNames = fileCause(
  "file-has-other-names",
  "The file has other names too (hard links), where secrets would show up.",
  {
    check: ["Who made the other name: on a shared folder it may be a trap."],
    fix: ["Remove the other names, or this one.", elsewhere],
  },
);
const fileIsDevice = fileCause("file-is-special", "The path is not an ordinary file.", {
  check: ["Whether it is a device, a pipe or a socket."],
  fix: ["Name an ordinary file; tokens go to standard output with --out -."],
});
const outputKeepsNothing = fileCause(
  "output-keeps-nothing",
  "Standard output keeps nothing: it is led to /dev/null, or closed.",
  {
    check: ["The redirection behind the command, and how the program around it starts it."],
    fix: ["Lead standard output to a program or a file, or name a file."],
  },
);
const diskFull = fileCause(
  "disk-full",
  "There is no room left, or a quota or a limit on file size is reached.",
  {
    check: ["Free space and quota of the folder's file system."],
    fix: ["Free some space (64 KiB is plenty).", elsewhere],
  },
);
const forgedLine = fileCause(
  "control-character",
  "A value of the instance's answer holds a control character, which could forge a line of the file.",
  {
    check: ["Whether something between changes the answers of the instance."],
    fix: ["Tell the instance's administrator: tokens are plain visible characters."],
  },
);
const unquotable = fileCause("unquotable", "A value holds every kind of quote, which an env file cannot.", {
  check: ["The format: --format or NOWTOKEN_FORMAT."],
  fix: ["Use --format text or --format json."],
});
const diskFailed = fileCause(
  "disk-failed",
  "The disk or the network drive fails, or too many files are open.",
  {
    check: ["The disk, the network drive, and how many files are open."],
    fix: ["Try again; if that does not help, check the disk.", elsewhere],
  },
);

/** A path below /Users, as Node.js shows it: one of Windows begins with its drive. */
const inMacHome = ["open users", "mkdir users", "rename users", "unlink users", "access users"];

/** Why the credential file cannot be written. */
export const fileEntries = {
  "missing-folder": {
    id: "file-folder-missing",
    title: "ENOENT: the folder of the credential file does not exist",
    patterns: [
      ["the folder of", "does not exist"],
      ["enoent", "no such file or directory"],
      ["filenotfounderror", "servicenow credentials txt"],
    ],
    causes: [folderMissing],
    certainty: "certain",
  },
  "not-writable": {
    id: "file-not-writable",
    title: "EACCES: permission denied, EROFS: read-only file system",
    patterns: [
      "its folder does not allow it",
      ["eacces", "permission denied"],
      ["erofs", "read only file system"],
      ["permissionerror", "permission denied"],
    ],
    causes: [folderClosed, fileClosed],
    certainty: "certain",
  },
  privacy: {
    id: "file-privacy",
    title: "EPERM: operation not permitted, on macOS",
    patterns: [
      "privacy settings of macos do not allow it",
      ["eperm", "operation not permitted", ["macos", "mac os", "darwin", ...inMacHome]],
      ["permissionerror", "operation not permitted users"],
    ],
    causes: [privacySettings, fileLocked, folderClosed],
  },
  locked: {
    id: "file-locked",
    title: "EPERM: operation not permitted",
    patterns: [
      ["eperm", "operation not permitted"],
      ["is not yours to read and write", "eperm"],
      ["its folder does not allow it", "eperm"],
    ],
    causes: [fileLocked, folderClosed, privacySettings],
  },
  "read-only": {
    id: "file-read-only",
    title: "The earlier file is not yours to read and write",
    patterns: ["is not yours to read and write"],
    causes: [fileClosed],
    certainty: "certain",
  },
  "name-too-long": {
    id: "file-name-too-long",
    title: "ENAMETOOLONG: the path is too long",
    patterns: ["enametoolong", "is longer than the file system takes", "file name too long"],
    causes: [pathTooLong],
    certainty: "certain",
  },
  directory: {
    id: "file-is-folder",
    title: "EISDIR: that is a folder, not a file",
    patterns: ["is a folder not a file", "eisdir", "isadirectoryerror"],
    causes: [fileIsFolder],
    certainty: "certain",
  },
  link: {
    id: "file-is-link",
    title: "That is a symbolic link",
    patterns: ["is a symbolic link and secrets are not written through links"],
    causes: [fileIsLink],
    certainty: "certain",
  },
  "hard-link": {
    id: "file-is-hard-link",
    title: "That file has other names too",
    patterns: ["has other names too hard links"],
    causes: [fileHasNames],
    certainty: "certain",
  },
  "not-a-file": {
    id: "file-is-special",
    title: "That is not an ordinary file",
    patterns: ["is not an ordinary file"],
    causes: [fileIsDevice],
    certainty: "certain",
  },
  "keeps-nothing": {
    id: "output-keeps-nothing",
    title: "Standard output keeps nothing",
    patterns: ["is kept nowhere it is led to dev null"],
    causes: [outputKeepsNothing],
    certainty: "certain",
  },
  full: {
    id: "file-disk-full",
    title: "ENOSPC: no space left on device",
    patterns: [
      "enospc",
      "no space left on device",
      "there is no room left for",
      "edquot",
      "disk quota exceeded",
      "efbig",
    ],
    causes: [diskFull],
    certainty: "certain",
  },
  "control-character": {
    id: "file-control-character",
    title: "A value holds a control character",
    patterns: ["a value holds a control character"],
    causes: [forgedLine],
    certainty: "certain",
  },
  unquotable: {
    id: "file-unquotable",
    title: "A value holds every kind of quote",
    patterns: ["a value holds every kind of quote"],
    causes: [unquotable],
    certainty: "certain",
  },
  io: {
    id: "file-failed",
    title: "EIO, EMFILE: the file could not be written",
    patterns: ["could not be written", "eio", "emfile", "too many open files"],
    causes: [diskFailed],
    certainty: "possible",
    isGeneral: true,
  },
} as const satisfies Record<string, Entry>;
