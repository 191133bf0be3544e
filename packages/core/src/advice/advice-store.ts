import type { AuthErrorDetails, StoreFault } from "../errors.ts";
import { isChoiceDamaged } from "../explanations/entry-of-error.ts";
import type { Told } from "./advice.ts";

type Details = AuthErrorDetails["STORE_UNUSABLE"];

const table: Record<StoreFault, (path: string) => string> = {
  io: (path) => `The state folder cannot be used: ${path}.`,
  unreadable: (path) => `${path} is damaged, or was edited into something that is no profile.`,
  "unknown-version": (path) => `${path} was written by a newer nowtoken.`,
  "sealed-for-another": (path) =>
    `The secrets in ${path} belong to another instance, client or profile than the file says: it was edited or copied, and they are not given out.`,
  "key-missing": (path) => `The key to the stored secrets is not there: ${path}.`,
  "other-key": (path) => `The key is not the one that the secrets in ${path} were encrypted with.`,
  "key-invalid": (path) => `The key in ${path} is not a key.`,
  "keychain-missing": () => "This machine has no keychain that can be reached.",
  "keychain-failed": () => "The keychain refused.",
  "keychain-silent": () =>
    "The keychain did not answer in time: it may be locked, with a prompt that nobody sees.",
};

export function adviseOnStore(details: Details): Told {
  if (isChoiceDamaged(details))
    return { message: `${details.path} is damaged: it says which profile is chosen.` };
  const { path, reason = "io", systemCode, systemMessage, rescuePath, rescueFailed } = details;
  const message = table[reason](path);
  const cause = systemMessage?.replace(/\.$/u, "") ?? systemCode;
  const told = cause === undefined ? message : `${message.slice(0, -1)} (${cause}).`;
  if (rescueFailed) {
    return {
      message: `${told} The new tokens could be kept nowhere, and are lost.`,
      also: ["Then log in again."],
    };
  }
  if (rescuePath === undefined) return { message: told };
  return {
    message: `${told} The new tokens are in ${rescuePath}.`,
    also: [`Then \`nowtoken profile import ${rescuePath}\` takes them over.`],
  };
}
