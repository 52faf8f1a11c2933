import type { Shift } from '../core/desk/setting.ts';

/** How amounts of time, days, shifts and dates are written in the file. All return null for what is none. */

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE, w: 7 * 24 * 60 * MINUTE };

/** `30m`, `1h 30m`, `2d`, `1w`, in ms. A day is 24 hours, also of working time. */
export function durationOf(text: string): number | null {
  if (!/^\d{1,5}(\.\d{1,2})?[mhdw](\s*\d{1,5}[mhdw])*$/.test(text.trim())) return null;
  const parts = [...text.matchAll(/([\d.]+)([mhdw])/g)];
  const sum = parts.reduce((total, [, amount, unit]) => total + Number(amount) * UNITS[unit!]!, 0);
  return sum > 0 ? Math.round(sum) : null;
}

export const WEEKDAYS: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** `mon`, `mon-fri`, `sat-mon`, `tue, thu` or `daily`, as weekdays from Sunday (0) on. */
export function daysOf(key: string): number[] | null {
  const text = key.trim().toLowerCase();
  if (text === 'daily') return WEEKDAYS.map((_, day) => day);
  const parts = text.split(/\s*,\s*/).map(rangeOf);
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

function rangeOf(text: string): number[] | null {
  const ends = text.split(/\s*-\s*/).map((name) => WEEKDAYS.indexOf(name));
  if (ends.length > 2 || ends.includes(-1)) return null;
  const [from = 0, to = from] = ends;
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7);
}

const SHIFT = /^([01]?\d|2[0-4]):([0-5]\d)\s*(?:-|–|to)\s*([01]?\d|2[0-4]):([0-5]\d)$/;

/** `08:00-16:00`, in minutes of the day; one that ends no later than it begins goes on past midnight: `22:00-06:00`. */
export function shiftOf(text: string): Shift | null {
  const found = SHIFT.exec(text.trim());
  if (!found) return null;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number);
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  if (from >= 1440 || to > 1440) return null;
  return { from, to: to > from ? to : to + 1440 };
}

/** Whether it is a day that there is: `2026-12-25`, or `12-25` for every year. */
export function isDate(text: string): boolean {
  const found = /^(?:(\d{4})-)?(\d\d)-(\d\d)$/.exec(text);
  if (!found) return false;
  const [year = '2028', month = '', day = ''] = found.slice(1);
  const time = new Date(`${year}-${month}-${day}T00:00Z`);
  return Number(month) <= 12 && !Number.isNaN(time.getTime()) && time.getUTCDate() === Number(day);
}
