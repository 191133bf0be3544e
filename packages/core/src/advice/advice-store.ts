import type { AuthErrorDetails, StoreFault } from "../errors.ts";
import type { Advice } from "./advice.ts";

type Details = AuthErrorDetails["STORE_UNUSABLE"];

const otherStores =
  "Keep the key elsewhere: in NOWTOKEN_VAULT_KEY (32 bytes as base64 or 64 hexadecimal digits), or, readable by whoever reads your files, with --store file.";
const logInAgain = "Or log in again: that writes the profile anew.";

const table: Record<StoreFault, (details: Details) => Advice> = {
  io: ({ path }) => ({
    message: `The state folder cannot be used: ${path}.`,
    fix: ["Make the folder writable for you alone, or name another one in NOWTOKEN_STATE_DIR."],
  }),
  unreadable: ({ path }) => ({
    message: `${path} is damaged, or was edited into something that is no profile.`,
    fix: ["Correct the file, or bring it back from a backup; nowtoken leaves it as it is.", logInAgain],
  }),
  "unknown-version": ({ path }) => ({
    message: `${path} was written by a newer nowtoken.`,
    fix: ["Use that version, or a newer one; this one leaves the file as it is."],
  }),
  "sealed-for-another": ({ path }) => ({
    message: `The secrets in ${path} belong to another instance, client or profile than the file says: it was edited or copied, and they are not given out.`,
    fix: ["Undo the change of the instance URL, client id or file name.", logInAgain],
  }),
  "key-missing": ({ path }) => ({
    message: `The key to the stored secrets is not there: ${path}.`,
    fix: ["Bring the key back, from where it was when the profile was written.", logInAgain],
  }),
  "other-key": ({ path }) => ({
    message: `The key is not the one that the secrets in ${path} were encrypted with.`,
    fix: ["Check NOWTOKEN_VAULT_KEY, or bring the earlier key back.", logInAgain],
  }),
  "key-invalid": ({ path }) => ({
    message: `The key in ${path} is not a key.`,
    fix: ["It must be 32 bytes as base64, or 64 hexadecimal digits, e.g. from `openssl rand -base64 32`."],
  }),
  "keychain-missing": () => ({
    message: "This machine has no keychain that can be reached.",
    fix: [otherStores],
  }),
  "keychain-failed": () => ({
    message: "The keychain refused.",
    fix: ["Unlock the keychain, or allow nowtoken to use it.", otherStores],
  }),
  "keychain-silent": () => ({
    message: "The keychain did not answer in time: it may be locked, with a prompt that nobody sees.",
    fix: ["Unlock the keychain, and run the command again.", otherStores],
  }),
};

export function adviseOnStore(details: Details): Advice {
  const { reason = "io", systemCode, rescuePath, rescueFailed } = details;
  const { message, fix } = table[reason](details);
  const told = systemCode === undefined ? message : `${message.slice(0, -1)} (${systemCode}).`;
  if (rescueFailed) {
    return {
      message: `${told} The new tokens could be kept nowhere, and are lost.`,
      fix: [...fix, "Then log in again."],
    };
  }
  if (rescuePath === undefined) return { message: told, fix };
  return {
    message: `${told} The new tokens are in ${rescuePath}.`,
    fix: [...fix, `Then \`nowtoken profile import ${rescuePath}\` takes them over.`],
  };
}
