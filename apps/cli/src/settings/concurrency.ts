import { configInvalid } from "../failures/config-invalid.ts";

/** How many profiles are worked on at once: 16 by default. Throws CONFIG_INVALID. */
export function parseConcurrency(text = "16"): number {
  const number = /^\d{1,4}$/u.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= 256) return number;
  throw configInvalid("--concurrency must be a number from 1 to 256");
}
