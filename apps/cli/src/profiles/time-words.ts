/** A day as it is printed, e.g. 2027-03-03: in UTC, as every date of ours. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A stretch of time for a table, in its largest unit, rounded down: `98 d`, `22 min`. */
export function shortSpan(seconds: number): string {
  const minutes = Math.max(Math.floor(seconds / 60), 0);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}
