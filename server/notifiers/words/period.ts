import { clockTime, dayTime } from '../../core/words.ts';

const DAY = 86_400_000;

/** "Mon 07:30 to Tue 07:30"; within one day "14:00 to 15:00", with its weekday when that is not the day of `now`. */
export function period(from: number, to: number, now: number, zone: string): string {
  const [first, last] = [dayTime(from, to, zone), dayTime(to, from, zone)];
  return first === clockTime(from, zone) ? `${dayTime(from, now, zone)} to ${last}` : `${first} to ${last}`;
}

/** "22:00 to 07:00" for less than a day, whichever night it was. */
export const hours = (from: number, to: number, now: number, zone: string): string =>
  to - from < DAY ? `${clockTime(from, zone)} to ${clockTime(to, zone)}` : period(from, to, now, zone);
