import type { AuthErrorDetails } from "../errors.ts";
import type { Told } from "./advice.ts";

type Details = AuthErrorDetails["CREDENTIAL_FILE_UNWRITABLE"];

const table: Record<Details["reason"], (path: string) => string> = {
  "missing-folder": (path) => `The folder of ${path} does not exist.`,
  "not-writable": (path) => `${path} cannot be written: its folder does not allow it.`,
  "read-only": (path) => `The earlier ${path} is not yours to read and write.`,
  "name-too-long": (path) => `${path} is longer than the file system takes.`,
  directory: (path) => `${path} is a folder, not a file.`,
  link: (path) => `${path} is a symbolic link, and secrets are not written through links.`,
  "hard-link": (path) => `${path} has other names too (hard links), where secrets would show up.`,
  "not-a-file": (path) => `${path} is not an ordinary file.`,
  "keeps-nothing": (path) => `What is written to ${path} is kept nowhere: it is led to /dev/null, or closed.`,
  full: (path) => `There is no room left for ${path}.`,
  "control-character": (path) =>
    `${path} was not written: a value holds a control character, which could forge a line of the file.`,
  unquotable: (path) =>
    `${path} was not written: a value holds every kind of quote, which an env file cannot.`,
  io: (path) => `${path} could not be written.`,
};

/** What another file would not help against. */
const ofValues: ReadonlySet<Details["reason"]> = new Set(["control-character", "unquotable"]);

export function adviseOnFile(details: Details): Told {
  const { path, reason, flag = "--out", privacy, systemCode, rescuePath, rescueFailed } = details;
  const message = privacy
    ? `${path} cannot be written: the privacy settings of macOS do not allow it.`
    : table[reason](path);
  const told = systemCode === undefined ? message : `${message.slice(0, -1)} (${systemCode}).`;
  const naming = ofValues.has(reason) ? [] : [`The file is named with ${flag} FILE.`];
  if (rescueFailed) {
    return {
      message: `${told} The tokens had been issued already, could not be kept anywhere else either, and are lost.`,
      also: [...naming, "Then log in again."],
    };
  }
  if (rescuePath === undefined) return { message: told, also: naming };
  return {
    message: `${told} The tokens had been issued already and are in ${rescuePath}.`,
    before: [`Move ${rescuePath} to where you want it: no new login is needed.`],
    also: naming,
  };
}
