import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { amount, clockOf, hoursOf, momentOf, momentShown, waitOf, wall } from '../../server/config/alerting-words.ts';

const HOUR = 3_600_000;

describe('times of the day', () => {
  test.each<[string, number | null]>([
    ['00:00', 0],
    ['7:30', 450],
    ['24:00', 1440],
    ['24:01', null],
    ['12:60', null],
    ['noon', null],
  ])('%s is minute %j', (text, minutes) => {
    expect(clockOf(text)).toBe(minutes);
  });

  it('are shown as they are written', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => clockOf(wall(minutes)) === minutes));
  });
});

describe('quiet hours', () => {
  test.each<[string, { from: number; to: number } | null]>([
    ['22-07', { from: 1320, to: 420 }],
    ['22-7', { from: 1320, to: 420 }],
    ['22:30-06:45', { from: 1350, to: 405 }],
    ['12:30-14', { from: 750, to: 840 }],
    ['8-24', { from: 480, to: 0 }],
    ['00:00-06:00', { from: 0, to: 360 }],
    ['22-22', null],
    ['0-24', null],
    ['25-07', null],
    ['22', null],
    ['nights', null],
  ])('%s are %j', (text, hours) => {
    expect(hoursOf(text)).toEqual(hours);
  });
});

describe('waits', () => {
  test.each<[string, number | null]>([
    ['0m', 0],
    ['0', 0],
    ['10m', 600_000],
    ['1h 30m', 5_400_000],
    ['10', null],
    ['-5m', null],
    ['soon', null],
  ])('%s is %j ms', (text, ms) => {
    expect(waitOf(text)).toBe(ms);
  });

  it('are shown as they are written', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), (minutes) => waitOf(amount(minutes * 60_000)) === minutes * 60_000));
  });
});

describe('moments', () => {
  test.each<[why: string, text: string, zone: string, at: number | null]>([
    ['by the clocks of the zone', '2026-12-01 10:00', 'Europe/Oslo', Date.UTC(2026, 11, 1, 9)],
    ['in summer', '2026-07-01T10:00:00', 'Europe/Oslo', Date.UTC(2026, 6, 1, 8)],
    ['with their own distance from UTC', '2026-12-01T10:00+05:30', 'Europe/Oslo', Date.UTC(2026, 11, 1, 4, 30)],
    ['in UTC', '2026-12-01T10:00Z', 'Asia/Manila', Date.UTC(2026, 11, 1, 10)],
    ['in the hour that comes twice: the first', '2026-10-25 02:30', 'Europe/Oslo', Date.UTC(2026, 9, 25, 0, 30)],
    ['in the hour that there is not: the one after it', '2026-03-29 02:30', 'Europe/Oslo', Date.UTC(2026, 2, 29, 1, 30)],
    ['on a day that there is not', '2026-02-30 10:00', 'UTC', null],
    ['at an hour that there is not', '2026-12-01 24:00', 'UTC', null],
    ['without an hour', '2026-12-01', 'UTC', null],
    ['with a distance that there is not', '2026-12-01T10:00+99:00', 'UTC', null],
    ['in words', 'tomorrow', 'UTC', null],
  ])('%s', (_, text, zone, at) => {
    expect(momentOf(text, zone)).toBe(at);
  });

  it('are shown as they are written, but for the second of an hour that comes twice', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Oslo', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia');
    const minutes = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const at = minute * 60_000;
        const read = momentOf(momentShown(at, zone), zone);
        expect(read).not.toBeNull();
        expect(momentShown(read ?? 0, zone)).toBe(momentShown(at, zone));
        expect([at, at - HOUR, at - HOUR / 2]).toContain(read);
      }),
    );
  });
});
