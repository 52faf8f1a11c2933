import { type Day, dayAt, isDay, later, length, monthOf, type Span } from './days.ts';

/** Periods that have a name; they move on with the days. */
export const PERIODS = ['today', 'yesterday', '7', '30', '90', 'month', 'last-month'] as const;
export type Named = (typeof PERIODS)[number];
/** A named one, or days that were chosen. */
export type Period = Named | Span;

export const PERIOD_WORDS: Record<Named, string> = {
  today: 'Today',
  yesterday: 'Yesterday',
  '7': 'Last 7 days',
  '30': 'Last 30 days',
  '90': 'Last 90 days',
  month: 'This month',
  'last-month': 'Last month',
};

/** Days that a report looks back over at most: longer ones are cut at their beginning. */
export const PERIOD_DAYS = 800;

export const isNamed = (text: string | null): text is Named => PERIODS.some((name) => name === text);

/** The days of a period on the day `today`, which belongs to every one that reaches up to it. */
export function spanOf(period: Period, today: Day): Span {
  if (typeof period !== 'string') return period;
  if (period === 'today') return { from: today, to: today };
  if (period === 'yesterday') return { from: later(today, -1), to: later(today, -1) };
  if (period === 'month') return monthOf(today);
  if (period === 'last-month') return monthOf(today, -1);
  return { from: later(today, 1 - Number(period)), to: today };
}

/** Days in their order and within bounds; undefined where they are no days. */
export function chosen(from: string | null, to: string | null): Span | undefined {
  if (from === null || to === null || !isDay(from) || !isDay(to)) return undefined;
  const [first, last] = from <= to ? [from, to] : [to, from];
  const earliest = later(last, 1 - PERIOD_DAYS);
  return { from: first < earliest ? earliest : first, to: last };
}

const DAY_WORDS = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const MONTH_WORDS = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const noon = (day: Day): number => Date.parse(`${day}T12:00:00Z`);

/** `Sat 7 Mar 2026`; `March 2026` for a whole month; else both ends. */
export function spanWords(span: Span): string {
  if (span.from === span.to) return said(span.from);
  const month = monthOf(span.from);
  if (month.from === span.from && month.to === span.to) return MONTH_WORDS.format(noon(span.from));
  return `${said(span.from)} to ${said(span.to)}`;
}

const said = (day: Day): string => DAY_WORDS.format(noon(day)).replace(',', '');

/** What a period is compared with: `the day before`, `the 7 days before`. */
export const beforeWords = (span: Span): string => (length(span) === 1 ? 'the day before' : `the ${length(span)} days before`);

/** Whether the period has days that are not over, so that its counts still grow. */
export const isRunning = (span: Span, now: number, zone: string): boolean => span.to >= dayAt(now, zone);
