import type { AuthErrorDetails } from "../errors.ts";
import type { Advice } from "./advice.ts";

type Details = AuthErrorDetails["CREDENTIAL_FILE_UNWRITABLE"];

const elsewhere = "Or name another file with --out FILE.";

const table: Record<Details["reason"], (details: Details) => Advice> = {
  "missing-folder": ({ path }) => ({
    message: `The folder of ${path} does not exist.`,
    fix: ["Make the folder first.", elsewhere],
  }),
  "not-writable": ({ path, privacy }) =>
    privacy
      ? {
          message: `${path} cannot be written: the privacy settings of macOS do not allow it.`,
          fix: [
            "Allow your terminal in System Settings > Privacy & Security > Files and Folders.",
            elsewhere,
          ],
        }
      : {
          message: `${path} cannot be written: its folder does not allow it.`,
          fix: ["Allow writing in the folder.", elsewhere],
        },
  "read-only": ({ path }) => ({
    message: `The earlier ${path} is not yours to read and write.`,
    fix: ["Allow yourself both, or remove the file.", elsewhere],
  }),
  "name-too-long": ({ path }) => ({
    message: `${path} is longer than the file system takes.`,
    fix: ["Name a shorter path with --out FILE."],
  }),
  directory: ({ path }) => ({
    message: `${path} is a folder, not a file.`,
    fix: ["Name a file with --out FILE."],
  }),
  link: ({ path }) => ({
    message: `${path} is a symbolic link, and secrets are not written through links.`,
    fix: ["Name the file that the link points to with --out FILE, or remove the link."],
  }),
  "hard-link": ({ path }) => ({
    message: `${path} has other names too (hard links), where secrets would show up.`,
    fix: ["Remove the other names, or this one.", elsewhere],
  }),
  "not-a-file": ({ path }) => ({
    message: `${path} is not an ordinary file.`,
    fix: ["Name a file with --out FILE; for standard output use --out -."],
  }),
  full: ({ path }) => ({
    message: `There is no room left for ${path}.`,
    fix: ["Free some space (64 KiB is plenty).", elsewhere],
  }),
  "control-character": ({ path }) => ({
    message: `${path} was not written: a value holds a control character, which could forge a line of the file.`,
    fix: ["Tell the instance's administrator: tokens are plain visible characters."],
  }),
  unquotable: ({ path }) => ({
    message: `${path} was not written: a value holds every kind of quote, which an env file cannot.`,
    fix: ["Use --format text or --format json."],
  }),
  io: ({ path }) => ({
    message: `${path} could not be written.`,
    fix: ["Try again; if that does not help, check the disk.", elsewhere],
  }),
};

export function adviseOnFile(details: Details): Advice {
  const { reason, systemCode, rescuePath, rescueFailed } = details;
  const { message, fix } = table[reason](details);
  const told = systemCode === undefined ? message : `${message.slice(0, -1)} (${systemCode}).`;
  if (rescueFailed) {
    return {
      message: `${told} The tokens had been issued already, could not be kept anywhere else either, and are lost.`,
      fix: [...fix, "Then log in again."],
    };
  }
  if (rescuePath === undefined) return { message: told, fix };
  return {
    message: `${told} The tokens had been issued already and are in ${rescuePath}.`,
    fix: [`Move ${rescuePath} to where you want it: no new login is needed.`, ...fix],
  };
}
