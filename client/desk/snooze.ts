import { zoneOffset } from '../format/time.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EVENING = 18;
const MORNING = 9;

/** The moment at which the zone's clocks show `hour` o'clock, `days` after the day of `now`. */
function at(now: number, zone: string, days: number, hour: number): number {
  const local = now + zoneOffset(now, zone);
  const wanted = Math.floor(local / DAY) * DAY + days * DAY + hour * HOUR;
  const guess = wanted - zoneOffset(now, zone);
  // Between now and then the clocks may have been changed.
  return wanted - zoneOffset(guess, zone);
}

/** Days until the next Monday, 1 to 7. 1 January 1970 was a Thursday. */
function toMonday(now: number, zone: string): number {
  const weekday = (Math.floor((now + zoneOffset(now, zone)) / DAY) + 4) % 7;
  return (8 - weekday) % 7 || 7;
}

export interface Preset {
  id: string;
  words: string;
  until: number;
}

/** Until when a case may be put aside, by one key; those already past are left out. */
export function presets(now: number, zone: string): Preset[] {
  const monday = toMonday(now, zone);
  const all: Preset[] = [
    { id: 'hour', words: 'For an hour', until: now + HOUR },
    { id: 'evening', words: 'Until this evening, 18:00', until: at(now, zone, 0, EVENING) },
    { id: 'tomorrow', words: 'Until tomorrow, 9:00', until: at(now, zone, 1, MORNING) },
    { id: 'monday', words: 'Until Monday, 9:00', until: at(now, zone, monday, MORNING) },
  ];
  return all.filter(({ id, until }) => until > now && !(id === 'monday' && monday === 1));
}

/** The moment that a field of date and time names in the zone (`2026-03-10T14:30`), or null. */
export function momentOf(field: string, zone: string): number | null {
  const wanted = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(field) ? Date.parse(`${field.slice(0, 16)}:00Z`) : Number.NaN;
  if (Number.isNaN(wanted)) return null;
  const guess = wanted - zoneOffset(wanted, zone);
  return wanted - zoneOffset(guess, zone);
}
