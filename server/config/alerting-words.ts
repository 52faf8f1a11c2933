import { dateOf } from '../core/desk/calendar/date.ts';
import { offsetAt } from '../core/desk/calendar/zone.ts';
import { durationOf, isDate, shiftOf } from './desk-words.ts';

/** How waits, times of the day and moments are written in the file. All return null for what is none. */

const MINUTE = 60_000;
const DAY = 86_400_000;

/** As `durationOf`, and `0m` or `0` for no time at all. */
export const waitOf = (text: string): number | null => (/^0[mhd]?$/.test(text.trim()) ? 0 : durationOf(text));

/** `07:30`, in minutes of the day; `24:00` is its end. */
export function clockOf(text: string): number | null {
  const found = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(text.trim());
  const minutes = Number(found?.[1]) * 60 + Number(found?.[2]);
  return found && minutes <= 1440 ? minutes : null;
}

/** `22-07` or `22:00-07:00`, in minutes of the day. What begins and ends at the same time is none. */
export function hoursOf(text: string): { from: number; to: number } | null {
  const whole = text.trim().replace(/\b(\d\d?)(?![\d:])(?<!:\d\d)/g, '$1:00');
  const shift = shiftOf(whole);
  if (!shift || shift.to - shift.from === 1440) return null;
  return { from: shift.from, to: shift.to % 1440 };
}

const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?\s?(Z|[+-]\d\d:\d\d)?$/;

/**
 * `2026-12-01 10:00` by the clocks of the zone, or with its own distance from UTC: `2026-12-01T10:00+01:00`. In ms since 1970 UTC.
 * An hour that comes twice is its first; one that the clocks jump over is the one after it.
 */
export function momentOf(text: string, zone: string): number | null {
  const [, date = '', clock = '', distance] = MOMENT.exec(text.trim()) ?? [];
  const minutes = clockOf(clock);
  if (!isDate(date) || minutes === null || minutes === 1440) return null;
  if (distance !== undefined) return parsed(`${date}T${clock}${distance}`);
  const wall = Date.parse(`${date}T${clock}Z`);
  const [before, after] = [offsetAt(zone, wall - DAY), offsetAt(zone, wall + DAY)];
  const fitting = [wall - before, wall - after].filter((at) => at + offsetAt(zone, at) === wall);
  return fitting.length > 0 ? Math.min(...fitting) : wall - before;
}

function parsed(text: string): number | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** `22:05` of minutes after midnight. */
export const wall = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** `2026-12-01 10:00` by the clocks of the zone. */
export function momentShown(at: number, zone: string): string {
  const local = at + offsetAt(zone, at);
  return `${dateOf(Math.floor(local / DAY))} ${wall(Math.floor((((local % DAY) + DAY) % DAY) / MINUTE))}`;
}

/** `1h 30m`, as it is written in the file; `0m` for less than a minute. */
export function amount(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  const parts = [`${Math.floor(minutes / 1440)}d`, `${Math.floor((minutes % 1440) / 60)}h`, `${minutes % 60}m`];
  return parts.filter((part) => !part.startsWith('0')).join(' ') || '0m';
}

const two = (n: number): string => String(n).padStart(2, '0');
