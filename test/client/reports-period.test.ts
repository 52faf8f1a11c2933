import { describe, expect, it } from 'vitest';
import { dayAt, isDay, later, length, monthOf, moved, startOf, timeOf } from '../../client/reports/days.ts';
import { beforeWords, chosen, isRunning, type Period, spanOf, spanWords } from '../../client/reports/period.ts';

const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');

describe('days of a zone', () => {
  it.each([
    ['2026-03-08', 'UTC', '2026-03-08T00:00:00Z'],
    ['2026-03-08', 'Europe/Oslo', '2026-03-07T23:00:00Z'],
    ['2026-03-30', 'Europe/Oslo', '2026-03-29T22:00:00Z'],
    ['2026-03-08', 'Asia/Kathmandu', '2026-03-07T18:15:00Z'],
    ['2026-03-08', 'Pacific/Kiritimati', '2026-03-07T10:00:00Z'],
    // Cairo's clocks go from midnight to one: the day has no midnight.
    ['2024-04-26', 'Africa/Cairo', '2024-04-25T22:00:00Z'],
    // And back from midnight to eleven in the evening before.
    ['2024-11-01', 'Africa/Cairo', '2024-10-31T22:00:00Z'],
    // Havana has midnight twice: the day begins with the first.
    ['2024-11-03', 'America/Havana', '2024-11-03T04:00:00Z'],
  ])('%s in %s begins at %s', (day, zone, at) => {
    expect(iso(startOf(day, zone))).toBe(at);
    expect(dayAt(startOf(day, zone), zone)).toBe(day);
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-03-28', 24],
  ])('%s lasts %d hours in Oslo', (day, hours) => {
    const { from, to } = timeOf({ from: day, to: day }, 'Europe/Oslo');
    expect((to - from) / HOUR).toBe(hours);
  });

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2025-12-31', 1, '2026-01-01'],
  ])('%s and %d days is %s', (day, days, there) => expect(later(day, days)).toBe(there));

  it.each([
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['2025-13-01', false],
    ['2025-1-1', false],
    ['9999-01-01', false],
    ['', false],
  ])('%s is a day: %s', (text, is) => expect(isDay(text)).toBe(is));
});

const TODAY = '2026-03-08';

describe('periods', () => {
  it.each<[Period, string, string, number]>([
    ['today', '2026-03-08', '2026-03-08', 1],
    ['yesterday', '2026-03-07', '2026-03-07', 1],
    ['7', '2026-03-02', '2026-03-08', 7],
    ['30', '2026-02-07', '2026-03-08', 30],
    ['90', '2025-12-09', '2026-03-08', 90],
    ['month', '2026-03-01', '2026-03-31', 31],
    ['last-month', '2026-02-01', '2026-02-28', 28],
    [{ from: '2026-01-05', to: '2026-01-06' }, '2026-01-05', '2026-01-06', 2],
  ])('%s is from %s to %s, %d days', (period, from, to, days) => {
    expect(spanOf(period, TODAY)).toEqual({ from, to });
    expect(length({ from, to })).toBe(days);
  });

  it.each([
    ['a week goes back by a week', '2026-03-02', '2026-03-08', -1, '2026-02-23', '2026-03-01'],
    ['a day goes on by a day', '2026-03-07', '2026-03-07', 1, '2026-03-08', '2026-03-08'],
    ['a month goes back to the whole one before', '2026-03-01', '2026-03-31', -1, '2026-02-01', '2026-02-28'],
    ['a month goes on into the next year', '2025-12-01', '2025-12-31', 1, '2026-01-01', '2026-01-31'],
    ['part of a month goes by its own length', '2026-03-01', '2026-03-30', 1, '2026-03-31', '2026-04-29'],
  ] as const)('%s', (_rule, from, to, by, newFrom, newTo) => expect(moved({ from, to }, by)).toEqual({ from: newFrom, to: newTo }));

  it('a month of a leap year is whole', () => expect(monthOf('2024-02-10')).toEqual({ from: '2024-02-01', to: '2024-02-29' }));

  it.each([
    ['turns days round that stand the wrong way', '2026-03-08', '2026-03-02', { from: '2026-03-02', to: '2026-03-08' }],
    ['cuts what is too long at its beginning', '2001-01-01', '2026-03-08', { from: '2023-12-30', to: '2026-03-08' }],
    ['takes nothing but days', '2026-03-08', 'now', undefined],
    ['needs both', null, '2026-03-08', undefined],
  ])('%s', (_rule, from, to, span) => expect(chosen(from, to)).toEqual(span));

  it.each([
    ['2026-03-07', '2026-03-07', 'Sat 7 Mar 2026', 'the day before'],
    ['2026-03-02', '2026-03-08', 'Mon 2 Mar 2026 to Sun 8 Mar 2026', 'the 7 days before'],
    ['2026-02-01', '2026-02-28', 'February 2026', 'the 28 days before'],
  ])('%s to %s is said as %s', (from, to, words, before) => {
    expect(spanWords({ from, to })).toBe(words);
    expect(beforeWords({ from, to })).toBe(before);
  });

  it('runs until its last day is over in the zone, not in UTC', () => {
    const span = { from: '2026-03-07', to: '2026-03-07' };
    expect(isRunning(span, Date.parse('2026-03-07T22:59:00Z'), 'Europe/Oslo')).toBe(true);
    expect(isRunning(span, Date.parse('2026-03-07T23:00:00Z'), 'Europe/Oslo')).toBe(false);
  });
});
