import { release } from "node:os";

/**
 * What oclif asks of the wsl-utils package, which loads child_process and reads files at every start. The build puts
 * this in its place; a container inside WSL counts as WSL here.
 */
export const isWsl: boolean = process.platform === "linux" && /microsoft/i.test(release());

/** Without an answer oclif takes the shell for `COMSPEC`, and starts no PowerShell to find out. */
export async function powerShellPath(): Promise<never> {
  throw new Error("PowerShell is not asked");
}
