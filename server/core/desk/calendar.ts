import { type Span, workedOn } from './calendar/spans.ts';
import { DAY } from './calendar/zone.ts';
import type { CalendarSetting } from './setting.ts';

/** How far ahead work is looked for, in days: four years, so that a shift on 29 February alone is found. */
export const AHEAD_BOUND = 4 * 366;

const dayOf = (at: number): number => Math.floor(at / DAY);

/** Working time from `from` to `to`, in ms; 0 when `to` is the earlier one. */
export function workedBetween(calendar: CalendarSetting, from: number, to: number): number {
  if (to <= from) return 0;
  if (calendar.always) return to - from;
  const [first, last] = [dayOf(from), dayOf(to)];
  let sum = 0;
  for (let day = first; day <= last; day++) {
    const { spans, total } = workedOn(calendar, day);
    sum += day > first && day < last ? total : common(spans, from, to);
  }
  return sum;
}

function common(spans: Span[], from: number, to: number): number {
  let sum = 0;
  for (const span of spans) sum += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from));
  return sum;
}

/**
 * The earliest time by which `amount` ms have been worked since `from`: at the end of a shift rather than at the beginning of the next
 * one. Nothing to work, or less, is due at `from`. Null when so much is not worked within `AHEAD_BOUND` days without any work.
 */
export function dueAfter(calendar: CalendarSetting, from: number, amount: number): number | null {
  if (amount <= 0) return from;
  if (calendar.always) return from + amount;
  let left = amount;
  let idle = 0;
  for (let day = dayOf(from); idle <= AHEAD_BOUND; day++) {
    const { spans, total } = workedOn(calendar, day);
    idle = total > 0 ? 0 : idle + 1;
    const due = usedUp(spans, from, left);
    if (due !== null) return due;
    left -= common(spans, from, Number.POSITIVE_INFINITY);
  }
  return null;
}

function usedUp(spans: Span[], after: number, amount: number): number | null {
  let left = amount;
  for (const span of spans) {
    const from = Math.max(span.from, after);
    if (from >= span.to) continue;
    if (left <= span.to - from) return from + left;
    left -= span.to - from;
  }
  return null;
}

/** Whether it is worked at that moment. */
export const isOpen = (calendar: CalendarSetting, at: number): boolean =>
  calendar.always || workedOn(calendar, dayOf(at)).spans.some(({ from, to }) => at >= from && at < to);

/** When it next becomes otherwise, after `at`: the end of work (`open` false) or its beginning. Null: never, or not in years. */
export function nextChange(calendar: CalendarSetting, at: number): { at: number; open: boolean } | null {
  if (calendar.always) return null;
  const open = !isOpen(calendar, at);
  for (let day = dayOf(at); day <= dayOf(at) + AHEAD_BOUND; day++) {
    const found = open ? beginsOn(calendar, day, at) : endsOn(calendar, day, at);
    if (found !== null) return { at: found, open };
  }
  return null;
}

const beginsOn = (calendar: CalendarSetting, day: number, at: number): number | null =>
  workedOn(calendar, day).spans.find(({ from }) => from > at)?.from ?? null;

/** A span that ends with the UTC day may go on in the next one. */
function endsOn(calendar: CalendarSetting, day: number, at: number): number | null {
  const ends = workedOn(calendar, day).spans.find(({ to }) => to > at && !isOpen(calendar, to));
  return ends?.to ?? null;
}
