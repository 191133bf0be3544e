import type { Logger } from "@oclif/core/interfaces";

const nothing = (): void => {};

/** A logger that says nothing, without the debug library, for every run that nobody debugs. */
export const silentLogger: Logger = {
  namespace: "oclif",
  child: () => silentLogger,
  debug: nothing,
  error: nothing,
  info: nothing,
  trace: nothing,
  warn: nothing,
};
