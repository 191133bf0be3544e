import type { FileWarning } from "@nowtoken/core";

/** What a person should know about where the saved file is. */
export function fileWarningSentence(warning: FileWarning): string {
  const { path } = warning;
  switch (warning.code) {
    case "file-was-readable":
      return "The earlier file could be read by others; now only you can read it.";
    case "file-is-readable":
      return "Others can read it: its file system keeps no permissions.";
    case "folder-is-writable":
      return `Everybody can write to ${path}.`;
    case "folder-of-another-user":
      return `${path} belongs to another user.`;
    case "git-work-tree":
      return `${path} is a git work tree: make sure that the file is never committed.`;
    case "previous-kept":
      return `The earlier file held a refresh token and was kept as ${path}.`;
    case "synchronised-folder":
      return `${path} is synchronised by ${warning.service}, so a copy of the tokens leaves this computer.`;
  }
}
