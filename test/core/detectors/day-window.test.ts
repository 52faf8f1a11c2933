import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endedLately, windowOn } from '../../../server/core/detectors/day-window.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const ZONES = [
  'UTC',
  'Europe/Oslo',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Pacific/Apia',
  'America/Sao_Paulo',
];

/** Day number and minutes after midnight that the clocks of a zone show, read by other means than the window's. */
function clock(zone: string, at: number): { day: number; minute: number } {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  const [date = '', time = ''] = shown.split(' ');
  const [hours, minutes] = time.split(':').map(Number);
  return { day: Date.parse(`${date}T00:00:00Z`) / DAY, minute: hours! * 60 + minutes! };
}

describe('a window of the day', () => {
  it('begins and ends when the clocks of the zone show it, on any day of any zone', () => {
    const day = fc.integer({ min: Date.UTC(2012, 0, 1) / DAY, max: Date.UTC(2030, 0, 1) / DAY });
    const times = fc.tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1440 })).filter(([from, by]) => from < by);
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), day, times, (zone, on, [from, by]) => {
        const window = windowOn(zone, on, { from, by });
        if (window === null) return;
        const [first, before] = [clock(zone, window.from), clock(zone, window.from - MINUTE)];
        const [last, after] = [clock(zone, window.to - MINUTE), clock(zone, window.to)];
        expect([first.day, last.day]).toEqual([on, on]);
        expect(first.minute >= from && last.minute < by).toBe(true);
        expect(before.day < on || before.minute < from || before.minute > first.minute).toBe(true);
        expect(after.day > on || after.minute >= by || after.minute < last.minute).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  const on = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
  it.each([
    ['an ordinary day', '2026-03-10', 120, 240, '01:00', '03:00'],
    ['a night in which an hour is left out', '2026-03-29', 60, 240, '00:00', '02:00'],
    ['a night in which an hour comes twice', '2026-10-25', 60, 240, '2026-10-24T23:00', '03:00'],
    ['up to midnight', '2026-03-10', 1380, 1440, '22:00', '23:00'],
  ])('in Oslo on %s', (_story, date, from, by, begins, ends) => {
    const at = (time: string) => Date.parse(`${time.includes('T') ? time : `${date}T${time}`}Z`);
    expect(windowOn('Europe/Oslo', on(date), { from, by })).toEqual({ from: at(begins), to: at(ends) });
  });

  it('that the clocks jump over is none', () => {
    expect(windowOn('Europe/Oslo', on('2026-03-29'), { from: 130, by: 170 })).toBeNull();
  });
});

describe('the window that ended lately', () => {
  const HOUR = 60 * MINUTE;
  const at = (time: string) => Date.parse(`${time}Z`);
  const times = (over = {}) => ({ from: 480, by: 600, days: [] as number[], date: null as string | null, ...over });
  it.each([
    ['its last minute', '2026-03-10T09:59:59', {}, false],
    ['its end', '2026-03-10T10:00', {}, true],
    ['shortly before two hours after it', '2026-03-10T11:59:59', {}, true],
    ['two hours after it', '2026-03-10T12:00', {}, false],
    ['a weekday of its own', '2026-03-10T10:00', { days: [2] }, true],
    ['another weekday', '2026-03-10T10:00', { days: [0, 1, 3] }, false],
    ['its date', '2026-03-10T10:00', { date: '2026-03-10' }, true],
    ['another date, whatever the weekday', '2026-03-10T10:00', { date: '2026-03-11', days: [2] }, false],
    ['after midnight, of the day before', '2026-03-11T01:00', { from: 1200, by: 1440, days: [2] }, true],
  ])('is known at %s', (_story, now, over, known) => {
    expect(endedLately('UTC', at(now), times(over), 2 * HOUR) !== null).toBe(known);
  });
});
