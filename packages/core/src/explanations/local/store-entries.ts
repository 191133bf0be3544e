import { type Cause, codePatterns, type Entry } from "../entry.ts";

const otherStores =
  "Keep the key elsewhere: in NOWTOKEN_VAULT_KEY (32 bytes as base64 or 64 hexadecimal digits), or, readable by whoever reads your files, with --store file.";
const elsewhere = "Or move the state folder elsewhere, and name its new place in NOWTOKEN_STATE_DIR.";
const logInAgain = "Or log in again: that writes the profile anew.";
const source = "nowtoken, the store of profiles";
const unusable = "the state folder cannot be used";

const storeCause = (id: string, sentence: string, words: Pick<Cause, "check" | "fix">): Cause => ({
  id,
  cause: sentence,
  source,
  ...words,
});

const stateFolderUnusable = storeCause(
  "state-folder-unusable",
  "The state folder cannot be made, read or written.",
  {
    check: ["Its owner and permissions, and HOME."],
    fix: ["Make the folder writable for you alone, or name another one in NOWTOKEN_STATE_DIR."],
  },
);
const stateFolderFull = storeCause(
  "state-folder-full",
  "There is no room left for the profile, or a quota or a limit on file size is reached.",
  {
    check: ["Free space and quota of the state folder's file system; `ulimit -f`."],
    fix: ["Free some space (64 KiB is plenty).", elsewhere],
  },
);
const stateFolderReadOnly = storeCause(
  "state-folder-read-only",
  "The file system of the state folder is read-only.",
  {
    check: ["How it is mounted: a container's volume, or a disk that failed."],
    fix: [
      "Mount it so that it can be written.",
      elsewhere,
      "An access token that lives can be read all the same: `nowtoken token --no-refresh`.",
    ],
  },
);
const tooManyFiles = storeCause("too-many-files", "Too many files are open.", {
  check: ["How many may be open: `ulimit -n`."],
  fix: ["Raise the limit, end programs that hold files open, or lower --concurrency."],
});
const profileDamaged = storeCause(
  "profile-damaged",
  "A stored file is damaged, or was edited into something else.",
  {
    check: ["Who changed it last: an editor, a synchronised folder, a full disk."],
    fix: ["Correct the file, or bring it back from a backup; nowtoken leaves it as it is.", logInAgain],
  },
);
const choiceDamaged = storeCause(
  "choice-damaged",
  "The stored file that says which profile is chosen is damaged.",
  {
    check: ["Who changed it last: an editor, a synchronised folder, a full disk."],
    fix: [
      "Choose a profile anew with `nowtoken profile use NAME`; `nowtoken profile list` shows which there are.",
      "Or name one each time, with --profile.",
    ],
  },
);
const profileNewer = storeCause("profile-newer", "The stored file was written by a newer nowtoken.", {
  check: ["`nowtoken --version` here and where the file was written."],
  fix: [
    "Use that version, or a newer one; this one leaves the file as it is.",
    "Or keep the login beside it with --profile OTHER, or not at all with --no-save.",
  ],
});
const profileEdited = storeCause(
  "profile-edited",
  "The secrets belong to another instance, client or profile than the file says: it was edited or copied, and they are not given out.",
  {
    check: ["Whether the instance URL, client id or file name was changed by hand."],
    fix: ["Undo the change of the instance URL, client id or file name.", logInAgain],
  },
);
const keyMissing = storeCause("key-missing", "The key to the stored secrets is not there any more.", {
  check: [
    "Whether NOWTOKEN_VAULT_KEY, --store or the keychain is another than when the profile was written.",
  ],
  fix: ["Bring the key back, from where it was when the profile was written.", logInAgain],
});
const keyOther = storeCause("key-other", "The key is not the one that the secrets were encrypted with.", {
  check: ["NOWTOKEN_VAULT_KEY against the one of the machine that wrote the profile."],
  fix: ["Check NOWTOKEN_VAULT_KEY, or bring the earlier key back.", logInAgain],
});
const keyInvalid = storeCause("key-invalid", "The key is not a key.", {
  check: ["Its length: 32 bytes."],
  fix: ["It must be 32 bytes as base64, or 64 hexadecimal digits, e.g. from `openssl rand -base64 32`."],
});
const keychainMissing = storeCause(
  "keychain-missing",
  "This machine has no keychain that can be reached: a container, a server, WSL, or a session without a desktop.",
  {
    check: ["On Linux: whether a Secret Service (gnome-keyring, KWallet) runs in this session."],
    fix: [otherStores],
  },
);
const keychainRefused = storeCause("keychain-refused", "The keychain refused.", {
  check: ["Whether it is unlocked, and whether somebody denied nowtoken its use."],
  fix: ["Unlock the keychain, or allow nowtoken to use it.", otherStores],
});
const keychainLocked = storeCause(
  "keychain-locked",
  "The keychain did not answer in time: it may be locked, with a prompt that nobody sees.",
  {
    check: ["Whether a prompt waits behind a window, or on a desktop that nobody looks at."],
    fix: ["Unlock the keychain, and run the command again.", otherStores],
  },
);
const storeHeld = storeCause(
  "store-held",
  "Another nowtoken has the profile, and is busy, hangs or was stopped.",
  {
    check: ["The process that the message names."],
    fix: [
      "Wait until it is done, and run the command again.",
      "If it hangs or was stopped, end it: the lock is free at once.",
    ],
  },
);

/** Why the store of profiles cannot be used, by its faults, and its lock. */
export const storeEntries = {
  io: {
    id: "store-io",
    title: "The state folder cannot be used",
    patterns: [unusable],
    causes: [stateFolderUnusable],
  },
  full: {
    id: "store-full",
    title: "The state folder cannot be used: ENOSPC, EDQUOT, EFBIG",
    patterns: ["enospc", "edquot", "efbig", "sqlite 13"].map((code) => [unusable, code]),
    causes: [stateFolderFull],
    certainty: "certain",
  },
  readOnly: {
    id: "store-read-only",
    title: "The state folder cannot be used: EROFS",
    patterns: ["erofs", "sqlite 8"].map((code) => [unusable, code]),
    causes: [stateFolderReadOnly],
    certainty: "certain",
  },
  tooManyFiles: {
    id: "store-too-many-files",
    title: "The state folder cannot be used: EMFILE, ENFILE",
    patterns: ["emfile", "enfile"].map((code) => [unusable, code]),
    causes: [tooManyFiles],
    certainty: "certain",
  },
  unreadable: {
    id: "store-unreadable",
    title: "The stored profile is damaged",
    patterns: ["was edited into something that is no profile"],
    causes: [profileDamaged],
    certainty: "certain",
  },
  choice: {
    id: "store-choice-damaged",
    title: "The file that says which profile is chosen is damaged",
    patterns: ["is damaged it says which profile is chosen"],
    causes: [choiceDamaged],
    certainty: "certain",
  },
  "unknown-version": {
    id: "store-unknown-version",
    title: "The stored profile was written by a newer nowtoken",
    patterns: ["was written by a newer nowtoken"],
    causes: [profileNewer],
    certainty: "certain",
  },
  "sealed-for-another": {
    id: "store-sealed-for-another",
    title: "The stored secrets belong to another instance, client or profile",
    patterns: ["belong to another instance client or profile than the file says"],
    causes: [profileEdited],
    certainty: "certain",
  },
  "key-missing": {
    id: "store-key-missing",
    title: "The key to the stored secrets is not there",
    patterns: ["the key to the stored secrets is not there"],
    causes: [keyMissing],
    certainty: "certain",
  },
  "other-key": {
    id: "store-other-key",
    title: "The key is not the one that the secrets were encrypted with",
    patterns: ["the key is not the one that the secrets"],
    causes: [keyOther],
    certainty: "certain",
  },
  "key-invalid": {
    id: "store-key-invalid",
    title: "The key is not a key",
    patterns: [["the key in", "is not a key"]],
    causes: [keyInvalid],
    certainty: "certain",
  },
  "keychain-missing": {
    id: "keychain-missing",
    title: "This machine has no keychain that can be reached",
    patterns: ["has no keychain that can be reached"],
    causes: [keychainMissing],
  },
  "keychain-failed": {
    id: "keychain-failed",
    title: "The keychain refused",
    patterns: ["the keychain refused"],
    causes: [keychainRefused],
    certainty: "certain",
  },
  "keychain-silent": {
    id: "keychain-silent",
    title: "The keychain did not answer in time",
    patterns: ["the keychain did not answer in time"],
    causes: [keychainLocked],
    certainty: "certain",
  },
  busy: {
    id: "store-busy",
    title: "Another process has held the profile for … seconds",
    patterns: [["another process", "has held the profile"], ...codePatterns("STORE_BUSY")],
    causes: [storeHeld],
    certainty: "certain",
  },
} as const satisfies Record<string, Entry>;
