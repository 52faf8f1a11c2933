import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAfter, isOpen, nextChange, workedBetween } from '../../../server/core/desk/calendar.ts';
import type { CalendarSetting, Shift } from '../../../server/core/desk/setting.ts';
import { at, calendar, DAY, daily, MINUTE, minutes } from '../../support/calendar.ts';

interface Wall {
  date: string;
  weekday: number;
  minute: number;
  before: { date: string; weekday: number };
}

/** What the wall clocks of a zone show, asked of Intl alone, a minute at a time. */
class Walls {
  private readonly shown = new Map<number, Wall>();
  private readonly format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  }

  at(time: number): Wall {
    const known = this.shown.get(time);
    if (known) return known;
    const shown = this.format.format(time);
    const midnight = Date.parse(`${shown.slice(0, 10)}T00:00Z`);
    const wall = { ...dayOf(midnight), minute: minutes(shown.slice(11)), before: dayOf(midnight - DAY) };
    this.shown.set(time, wall);
    return wall;
  }
}

const walls = new Map<string, Walls>();

function wallsOf(zone: string): Walls {
  const found = walls.get(zone) ?? new Walls(zone);
  walls.set(zone, found);
  return found;
}

const dayOf = (midnight: number) => ({ date: new Date(midnight).toISOString().slice(0, 10), weekday: new Date(midnight).getUTCDay() });

function worksAt({ zone, hours, holidays }: CalendarSetting, time: number): boolean {
  const { date, weekday, minute, before } = wallsOf(zone).at(time);
  const off = (day: string) => holidays.includes(day) || holidays.includes(day.slice(5));
  const inShift = (shifts: Shift[], shown: number) => shifts.some(({ from, to }) => from <= shown && shown < to);
  return (inShift(hours[weekday]!, minute) && !off(date)) || (inShift(hours[before.weekday]!, minute + 1440) && !off(before.date));
}

function countMinutes(one: CalendarSetting, from: number, to: number): number {
  let count = 0;
  for (let time = from; time < to; time += MINUTE) if (worksAt(one, time)) count++;
  return count * MINUTE;
}

/** Zones with days on which their clocks change, one for each direction, and an ordinary or leap day. */
const ZONES: [string, string[]][] = [
  ['Europe/Oslo', ['2026-03-29', '2026-10-25', '2024-02-29']],
  ['America/New_York', ['2026-03-08', '2026-11-01', '2027-12-31']],
  ['Asia/Manila', ['2026-03-29', '2026-12-25']],
  ['Australia/Lord_Howe', ['2026-04-05', '2026-10-04']],
  ['Asia/Kathmandu', ['2026-05-01', '2028-02-29']],
  ['America/Sao_Paulo', ['2018-02-18', '2018-11-04', '2026-06-01']],
  ['Africa/Casablanca', ['2026-02-15', '2026-03-22']],
  ['Pacific/Apia', ['2011-12-30']],
];

const spots = ZONES.flatMap(([zone, dates]) => dates.map((date) => ({ zone, middle: at(`${date}T00:00`), date })));
const shifts = fc.array(
  fc
    .record({ from: fc.integer({ min: 0, max: 1439 }), long: fc.integer({ min: 1, max: 1440 }) })
    .map(({ from, long }) => ({ from, to: from + long })),
  { maxLength: 3 },
);

const situations = fc
  .record({
    spot: fc.constantFrom(...spots),
    hours: fc.oneof(
      { weight: 30, arbitrary: fc.array(shifts, { minLength: 7, maxLength: 7 }) },
      { weight: 1, arbitrary: fc.constant(daily()) },
    ),
    holiday: fc.constantFrom('none', 'once', 'yearly', 'day before'),
    from: fc.integer({ min: -36 * 60, max: 24 * 60 }),
    long: fc.integer({ min: 0, max: 48 * 60 }),
  })
  .map(({ spot, hours, holiday, from, long }) => {
    const before = new Date(spot.middle - DAY).toISOString().slice(0, 10);
    const holidays = { none: [], once: [spot.date], yearly: [spot.date.slice(5)], 'day before': [before] }[holiday];
    const start = spot.middle + from * MINUTE;
    return { one: calendar(spot.zone, hours, holidays), from: start, to: start + long * MINUTE };
  });

describe('a thousand calendars', () => {
  it('count the same minutes as one who looks at the clock every minute', () => {
    fc.assert(
      fc.property(situations, ({ one, from, to }) => {
        expect(workedBetween(one, from, to)).toBe(countMinutes(one, from, to));
      }),
      { numRuns: 1000 },
    );
  });

  it('are open when the wall clock shows a time of a shift, until it no longer does', () => {
    fc.assert(
      fc.property(situations, ({ one, from }) => {
        const open = worksAt(one, from);
        expect(isOpen(one, from)).toBe(open);
        const next = nextChange(one, from);
        if (next === null) return;
        expect(next.open).toBe(!open);
        expect([isOpen(one, next.at - 1), isOpen(one, next.at)]).toEqual([open, !open]);
        expect(workedBetween(one, from, next.at)).toBe(open ? next.at - from : 0);
      }),
      { numRuns: 300 },
    );
  });

  it('say when work is due as they count what was worked', () => {
    fc.assert(
      fc.property(situations, fc.integer({ min: 1, max: 20 * DAY }), fc.integer({ min: 0, max: MINUTE }), ({ one, from }, amount, ms) => {
        const due = dueAfter(one, from + ms, amount);
        if (due === null) {
          expect(one.hours.flat()).toEqual([]);
        } else {
          expect(workedBetween(one, from + ms, due)).toBe(amount);
          expect(workedBetween(one, from + ms, due - 1)).toBe(amount - 1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('count two stretches of time as they count both in one', () => {
    fc.assert(
      fc.property(situations, fc.nat(90 * DAY), fc.nat(90 * DAY), ({ one, from }, a, b) => {
        const [middle, end] = [from + a, from + a + b];
        expect(workedBetween(one, from, middle) + workedBetween(one, middle, end)).toBe(workedBetween(one, from, end));
      }),
      { numRuns: 100 },
    );
  });
});
