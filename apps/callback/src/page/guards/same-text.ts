import { timingSafeEqual } from "node:crypto";

/** Compares with a secret in constant time, whatever came. */
export function sameText(received: string | undefined, expected: string): boolean {
  const [one, other] = [Buffer.from(received ?? ""), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
