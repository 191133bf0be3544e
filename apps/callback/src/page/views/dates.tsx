const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const calendar = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** A time of today, on this computer's clock. */
export const time = (date: Date) => <time datetime={date.toISOString()}>{clock.format(date)}</time>;

/** A day, in this computer's time zone. */
export const day = (date: Date) => <time datetime={date.toISOString()}>{calendar.format(date)}</time>;

/** `at` a time of today, or `on` a later day. */
export const moment = (date: Date, now: Date) =>
  calendar.format(date) === calendar.format(now) ? <>at {time(date)}</> : <>on {day(date)}</>;

/** How long until then, roughly. */
export function span(from: Date, to: Date): string {
  const minutes = Math.round((to.getTime() - from.getTime()) / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
