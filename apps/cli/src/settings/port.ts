import { configInvalid } from "../failures/config-invalid.ts";

/** The port that `--port` names; 0, a free one, when it is left out. Throws CONFIG_INVALID. */
export function readPort(text = "0"): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw configInvalid("--port must be a number from 0 to 65535");
}
