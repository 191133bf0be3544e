/** A program that `exec` could not start: 126 when it cannot be run, 127 when there is none, as env(1) exits. */
export class ProgramNotStarted extends Error {
  override readonly name = "ProgramNotStarted";
  readonly exitCode: 126 | 127;

  constructor(exitCode: 126 | 127) {
    super("the program could not be started");
    this.exitCode = exitCode;
  }
}
