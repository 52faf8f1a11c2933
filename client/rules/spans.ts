import { zoneOffset } from '../format/time.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** How long a silence lasts, as it is chosen: `tomorrow` is until the next day at eight, in the zone. */
export const SPANS = [
  { id: '1h', words: '1 h' },
  { id: '4h', words: '4 h' },
  { id: 'tomorrow', words: 'until tomorrow, 08:00' },
  { id: 'custom', words: 'until ...' },
] as const;
export type SpanName = (typeof SPANS)[number]['id'];

const MORNING = 8 * HOUR;

/** The end of what begins `now`, ms since 1970 UTC; `custom` is a local date and time as a field gives it. NaN: that is no time. */
export function endOf(span: SpanName, now: number, zone: string, custom: string): number {
  if (span === '1h') return now + HOUR;
  if (span === '4h') return now + 4 * HOUR;
  if (span === 'custom') return fromLocal(custom, zone);
  const local = now + zoneOffset(now, zone);
  const wanted = Math.floor(local / DAY) * DAY + DAY + MORNING;
  return utc(wanted, zone);
}

/** `2026-12-01T10:00` on the zone's clock; an hour that is told twice is the first. */
export function fromLocal(words: string, zone: string): number {
  const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(words) ? Date.parse(`${words}:00Z`) : Number.NaN;
  return Number.isNaN(local) ? Number.NaN : utc(local, zone);
}

/** And back, for a field. */
export const toLocal = (at: number, zone: string): string => new Date(at + zoneOffset(at, zone)).toISOString().slice(0, 16);

/** The offset is that of the time it leads to: near a change of clocks it takes a second look. */
function utc(local: number, zone: string): number {
  const guess = local - zoneOffset(local, zone);
  const better = local - zoneOffset(guess, zone);
  return Math.floor(better / MINUTE) * MINUTE;
}
