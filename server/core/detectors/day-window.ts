import type { RuleOf } from '../../../shared/rule.ts';
import { dateOf, localDay, weekdayOf } from '../desk/calendar/date.ts';
import { DAY, stretchesOf } from '../desk/calendar/zone.ts';
import { MINUTE } from '../windows/track.ts';

/** From when to when, `to` excluded; ms since 1970 UTC. */
export interface Window {
  from: number;
  to: number;
}

type Times = Pick<RuleOf<'absence'>, 'from' | 'by' | 'days' | 'date'>;

/**
 * When the clocks of the zone show `from` to `by` on that local day. Where they go through the hour twice it lasts until the second time;
 * what they jump over is left out; null when they show none of it.
 */
export function windowOn(zone: string, day: number, { from, by }: Pick<Times, 'from' | 'by'>): Window | null {
  const shown = [day - 1, day, day + 1]
    .flatMap((utc) => stretchesOf(zone, utc))
    .map((stretch) => ({
      from: Math.max(stretch.from, day * DAY + from * MINUTE - stretch.offset),
      to: Math.min(stretch.to, day * DAY + by * MINUTE - stretch.offset),
    }))
    .filter((part) => part.from < part.to);
  const [first, last] = [shown[0], shown.at(-1)];
  return first && last ? { from: first.from, to: last.to } : null;
}

const isOn = ({ days, date }: Times, day: number): boolean =>
  date === null ? days.length === 0 || days.includes(weekdayOf(day)) : dateOf(day) === date;

/** The window of the rule that ended within `lately` ms, today's or the day's before; null: none did. */
export function endedLately(zone: string, now: number, times: Times, lately: number): Window | null {
  const today = localDay(zone, now);
  for (const day of [today, today - 1]) {
    const window = isOn(times, day) ? windowOn(zone, day, times) : null;
    if (window && window.to <= now && now - window.to < lately) return window;
  }
  return null;
}
