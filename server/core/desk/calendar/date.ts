import { DAY, offsetAt, stretchesOf } from './zone.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** Number of the local day, counted from 1 January 1970. */
export const localDay = (zone: string, at: number): number => Math.floor((at + offsetAt(zone, at)) / DAY);

/** 0 is Sunday; 1 January 1970 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** `2026-12-25` of a day number. Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days. */
export function dateOf(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const inMonth = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  const civil = month < 10 ? month + 3 : month - 9;
  return `${year + era * 400 + (civil <= 2 ? 1 : 0)}-${two(civil)}-${two(inMonth)}`;
}

/** The first moment of the local day that `at` is in: 01:00 where the clocks jump over midnight. */
export function dayStart(zone: string, at: number): number {
  const day = localDay(zone, at);
  const utc = Math.floor(at / DAY);
  for (let one = utc - 2; one <= utc; one++) {
    for (const { from, to, offset } of stretchesOf(zone, one)) {
      const start = Math.max(from, day * DAY - offset);
      if (start < Math.min(to, (day + 1) * DAY - offset)) return start;
    }
  }
  return at;
}

/** `2026-03`, of the month that it is there. */
export const monthKey = (zone: string, at: number): string => dateOf(localDay(zone, at)).slice(0, -3);
