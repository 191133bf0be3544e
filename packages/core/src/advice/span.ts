const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** A stretch of time for people: days, hours, minutes or seconds, in the largest unit that it holds twice, rounded. */
export function describeSpan(seconds: number): string {
  const [name, size] = units.find(([, size]) => seconds >= 2 * size) ?? ["second", 1];
  const count = Math.max(0, Math.round(seconds / size));
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
