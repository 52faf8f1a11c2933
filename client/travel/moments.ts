import { clock, date, weekday, zoneOffset } from '../format/time.ts';

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const IN_ID = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-[0-9a-f]+$/;

/** The moment that an address names, in ms since 1970 UTC: `2026-11-20T14:05Z`, without a zone in UTC; null when it names none. */
export function momentIn(name: string): number | null {
  if (!ISO.test(name)) return null;
  const whole = name.includes('T') ? name : `${name}T00:00`;
  const at = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(whole.slice(10)) ? whole : `${whole}Z`);
  return Number.isFinite(at) ? at : null;
}

/** The moment that the id of a look back was made for; null when it tells none. */
export function momentOfId(id: string): number | null {
  const [, year, month, day, hour, minute, second] = IN_ID.exec(id) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isFinite(at) ? at : null;
}

/** How a moment stands in an address: to the second, or to the minute where that is enough. */
export const addressOfMoment = (at: number): string => new Date(at).toISOString().replace(/(:00)?\.\d+Z$/, 'Z');

/** The fields of a moment in the zone, as `<input type="date">` and `"time">` have them. */
export function fieldsOf(at: number, zone: string): { day: string; time: string } {
  const [day = '', time = ''] = new Date(at + zoneOffset(at, zone)).toISOString().split('T');
  return { day, time: time.slice(0, 5) };
}

/** The moment that those fields mean in the zone, in ms since 1970 UTC; null while they are not filled in. */
export function momentOfFields({ day, time }: { day: string; time: string }, zone: string): number | null {
  const local = Date.parse(`${day}T${time}Z`);
  if (!Number.isFinite(local)) return null;
  // Where clocks change in between, the offset of the moment itself counts.
  const guess = local - zoneOffset(local, zone);
  return local - zoneOffset(guess, zone);
}

/** The zone's own name for its time then: `CET`, or `GMT+5:30`. */
export function zoneName(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** `Friday 20 Nov 2026 at 14:05 CET`. */
export const inFull = (at: number, zone: string): string =>
  `${weekday(at, zone)} ${date(at, zone)} at ${clock(at, zone)} ${zoneName(at, zone)}`;
