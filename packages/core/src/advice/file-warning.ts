import type { FileWarning } from "../credential-file/file-warnings.ts";

/** What a person should know about where a credential file or a key is, as one sentence. */
export function describeFileWarning(warning: FileWarning): string {
  const { path } = warning;
  switch (warning.code) {
    case "file-was-readable":
      return `The earlier ${path} could be read by others; now only you can read it.`;
    case "file-is-readable":
      return `${path} can be read by others: its file system keeps no permissions.`;
    case "folder-is-writable":
      return `Everybody can write to ${path}: better choose a folder of your own.`;
    case "folder-of-another-user":
      return `${path} belongs to another user: better choose a folder of your own.`;
    case "git-work-tree":
      return `${path} is a git work tree: make sure that the file is never committed.`;
    case "previous-kept":
      return `The earlier file held a refresh token and was kept as ${path}.`;
    case "key-was-readable":
      return `${path} could be read by others until now: whoever did can decrypt what is stored.`;
    case "synchronised-folder":
      return `${path} is synchronised by ${warning.service}, so a copy of the tokens leaves this computer.`;
  }
}
