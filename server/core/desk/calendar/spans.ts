import type { CalendarSetting } from '../setting.ts';
import { dateOf, weekdayOf } from './date.ts';
import { DAY, stretchesOf } from './zone.ts';

/** From when to when is worked, `to` excluded; ms since 1970 UTC. */
export interface Span {
  from: number;
  to: number;
}

/** Worked time of one UTC day: apart and in order. */
export interface Worked {
  spans: Span[];
  /** ms in all of them. */
  total: number;
}

const MINUTE = 60_000;
/** Minutes of a day. */
const MIDNIGHT = 1_440;
/** UTC days remembered of a calendar: eleven years. */
const DAYS_KEPT = 4_000;

/** By calendar, and gone with it. What stands here follows from the calendar alone, so that forgetting it changes nothing. */
const memo = new WeakMap<CalendarSetting, Map<number, Worked>>();

/**
 * What is worked on UTC day number `day`. A moment counts when the wall clock in the calendar's zone shows a time of a shift: an hour
 * that the clocks jump over is in no shift, and one that they go through twice counts twice.
 */
export function workedOn(calendar: CalendarSetting, day: number): Worked {
  const days = daysOf(calendar);
  const found = days.get(day);
  if (found) return found;
  if (days.size >= DAYS_KEPT) days.clear();
  const spans = joined(stretchesOf(calendar.zone, day).flatMap((stretch) => within(calendar, stretch)));
  const worked = { spans, total: spans.reduce((sum, { from, to }) => sum + to - from, 0) };
  days.set(day, worked);
  return worked;
}

function daysOf(calendar: CalendarSetting): Map<number, Worked> {
  let days = memo.get(calendar);
  if (!days) {
    days = new Map();
    memo.set(calendar, days);
  }
  return days;
}

/** Shifts that the wall clock shows during a stretch, also those that began on a day before it. */
function within(calendar: CalendarSetting, { from, to, offset }: { from: number; to: number; offset: number }): Span[] {
  const spans: Span[] = [];
  const last = Math.floor((to + offset - 1) / DAY);
  for (let day = Math.floor((from + offset) / DAY) - daysBack(calendar); day <= last; day++) {
    for (const shift of shiftsOf(calendar, day)) {
      const begins = Math.max(from, day * DAY + shift.from * MINUTE - offset);
      const ends = Math.min(to, day * DAY + shift.to * MINUTE - offset);
      if (begins < ends) spans.push({ from: begins, to: ends });
    }
  }
  return spans;
}

const daysBack = ({ hours }: CalendarSetting): number =>
  Math.ceil(Math.max(0, ...hours.flatMap((shifts) => shifts.map(({ to }) => to - MIDNIGHT))) / MIDNIGHT);

function shiftsOf({ hours, holidays }: CalendarSetting, day: number) {
  const shifts = hours[weekdayOf(day)] ?? [];
  return shifts.length > 0 && isHoliday(holidays, dateOf(day)) ? [] : shifts;
}

/** `12-25` is every year's. */
const isHoliday = (holidays: string[], date: string): boolean => holidays.includes(date) || holidays.includes(date.slice(-5));

/** In order, with those that touch or overlap made one. */
function joined(spans: Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else all.push({ ...span });
  }
  return all;
}
