import { zoneOffset } from '../format/time.ts';

/** A day of the calendar, `2026-03-29`. */
export type Day = string;

/** Both included. */
export interface Span {
  from: Day;
  to: Day;
}

const DAY = 86_400_000;

const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const ofUtc = (at: number): Day => new Date(at).toISOString().slice(0, 10);

/** The day that a time is in, in the zone. */
export const dayAt = (at: number, zone: string): Day => ofUtc(at + zoneOffset(at, zone));

export const later = (day: Day, days: number): Day => ofUtc(utc(day) + days * DAY);

export const length = ({ from, to }: Span): number => Math.round((utc(to) - utc(from)) / DAY) + 1;

/** Whether it is a day that exists, written in full, in a year that posts can be of. */
export const isDay = (text: string): boolean =>
  /^(19|20)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(utc(text)) && ofUtc(utc(text)) === text;

/**
 * The first moment of a day in the zone, in ms since 1970 UTC. Where clocks are put back over midnight that is the earlier of both
 * midnights; where they are put forward over it, the moment at which the day begins after all.
 */
export function startOf(day: Day, zone: string): number {
  const midnight = utc(day);
  const offsets = [zoneOffset(midnight - DAY, zone), zoneOffset(midnight + DAY, zone)];
  const real = offsets.map((offset) => ({ at: midnight - offset, offset })).filter(({ at, offset }) => zoneOffset(at, zone) === offset);
  return real.length > 0 ? Math.min(...real.map(({ at }) => at)) : midnight - Math.min(...offsets);
}

/** The time from the first moment of the span to that of the day after it; it has 23 or 25 hours a day where clocks change. */
export const timeOf = ({ from, to }: Span, zone: string): { from: number; to: number } => ({
  from: startOf(from, zone),
  to: startOf(later(to, 1), zone),
});

/** The first and the last day of the month that lies `months` after that of `day`. */
export function monthOf(day: Day, months = 0): Span {
  const at = new Date(utc(day));
  const first = (n: number): number => Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + n, 1);
  return { from: ofUtc(first(months)), to: ofUtc(first(months + 1) - DAY) };
}

/** The spans before and after: a whole month goes on by months, any other by its own length. */
export function moved(span: Span, by: -1 | 1): Span {
  const month = monthOf(span.from);
  if (month.from === span.from && month.to === span.to) return monthOf(span.from, by);
  const days = by * length(span);
  return { from: later(span.from, days), to: later(span.to, days) };
}
