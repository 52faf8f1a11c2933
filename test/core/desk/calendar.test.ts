import { describe, expect, it, test } from 'vitest';
import { dueAfter, nextChange, workedBetween } from '../../../server/core/desk/calendar.ts';
import { always, type CalendarSetting } from '../../../server/core/desk/setting.ts';
import { at, calendar, DAY, daily, HOUR, shift, weekdays } from '../../support/calendar.ts';

describe('working time', () => {
  const oslo = 'Europe/Oslo';
  const office = weekdays(shift('08:00', '12:00'), shift('13:00', '17:00'));
  const night = daily(shift('22:00', '30:00'));
  const small = daily(shift('01:00', '05:00'));

  test.each<[string, CalendarSetting, string, string, number]>([
    ['leaves out the lunch of a split shift', calendar(oslo, office), '2026-06-01T06:00', '2026-06-01T15:00', 8],
    ['leaves out the weekend', calendar(oslo, office), '2026-06-05T14:00', '2026-06-08T07:00', 2],
    ['goes on past midnight with a shift of the night', calendar(oslo, night), '2026-06-01T00:00', '2026-06-02T00:00', 8],
    ['has an hour less on the night the clocks go forward', calendar(oslo, small), '2026-03-28T23:00', '2026-03-29T10:00', 3],
    ['has an hour more on the night the clocks go back', calendar(oslo, small), '2026-10-24T22:00', '2026-10-25T10:00', 5],
    [
      'has half an hour less where the clocks go half an hour',
      calendar('Australia/Lord_Howe', small),
      '2026-10-03T13:00',
      '2026-10-03T22:00',
      3.5,
    ],
    [
      'begins at one where the clocks jump over midnight',
      calendar('America/Sao_Paulo', daily(shift('00:00', '04:00'))),
      '2018-11-04T00:00',
      '2018-11-04T12:00',
      3,
    ],
    ['has no time that the clocks jump over', calendar(oslo, daily(shift('02:00', '03:00'))), '2026-03-28T23:00', '2026-03-29T21:00', 0],
    [
      'counts a time twice that the clocks show twice',
      calendar(oslo, daily(shift('02:00', '02:30'))),
      '2026-10-24T22:00',
      '2026-10-25T21:00',
      1,
    ],
    [
      'closes and opens again when the end is shown twice',
      calendar(oslo, daily(shift('00:00', '02:30'))),
      '2026-10-24T22:00',
      '2026-10-25T21:00',
      3,
    ],
    ['leaves out a holiday', calendar(oslo, office, ['2026-06-02']), '2026-06-01T00:00', '2026-06-04T00:00', 16],
    [
      'leaves out a yearly holiday in every year',
      calendar(oslo, daily(shift('08:00', '16:00')), ['05-17']),
      '2026-05-16T00:00',
      '2026-05-19T00:00',
      16,
    ],
    [
      'ends on a holiday the night shift that began before it',
      calendar(oslo, night, ['2026-06-02']),
      '2026-06-01T12:00',
      '2026-06-03T12:00',
      8,
    ],
    ['has the 29th of February in a leap year', calendar(oslo, office), '2028-02-28T00:00', '2028-03-01T23:00', 24],
    ['knows a holiday on the 29th of February', calendar(oslo, office, ['02-29']), '2028-02-28T00:00', '2028-03-01T23:00', 16],
    ['goes from February to March in other years', calendar(oslo, office, ['02-29']), '2027-02-26T00:00', '2027-03-02T00:00', 16],
    ['is wall time where the zone is a quarter off', calendar('Asia/Kathmandu', office), '2026-06-01T02:15', '2026-06-01T06:15', 4],
    ['is every minute of a calendar that is always open', always(), '2026-03-28T00:00', '2026-03-30T00:00', 48],
    ['is none backwards', calendar(oslo, office), '2026-06-03T00:00', '2026-06-01T00:00', 0],
    ['over a year is every shift of it', calendar('Asia/Manila', office), '2025-12-31T16:00', '2026-12-31T16:00', 261 * 8],
  ])('%s', (_story, one, from, to, hours) => {
    expect(workedBetween(one, at(from), at(to)) / HOUR).toBe(hours);
  });

  test.each<[string, CalendarSetting, string, number, string]>([
    ['at the end of the shift rather than the next day', calendar(oslo, office), '2026-06-01T06:00', 8, '2026-06-01T15:00'],
    ['on Monday for what came on Friday evening', calendar(oslo, office), '2026-06-05T18:00', 1, '2026-06-08T07:00'],
    ['after the lunch', calendar(oslo, office), '2026-06-01T09:30', 1, '2026-06-01T11:30'],
    ['an hour later by the wall clock when an hour is left out', calendar(oslo, small), '2026-03-29T00:00', 2, '2026-03-29T02:00'],
    ['after the holidays', calendar(oslo, office, ['12-24', '12-25', '2026-12-28']), '2026-12-23T16:00', 2, '2026-12-29T09:00'],
    ['at once when nothing is to be done', calendar(oslo, office), '2026-06-06T18:00', 0, '2026-06-06T18:00'],
    [
      'years ahead where work is on leap days alone',
      calendar(oslo, office, everyDayBut('02-29')),
      '2024-03-01T00:00',
      1,
      '2028-02-29T08:00',
    ],
  ])('is due %s', (_story, one, from, hours, due) => {
    expect(new Date(dueAfter(one, at(from), hours * HOUR) ?? 0).toISOString().slice(0, 16)).toBe(due);
  });

  it('is never due where nobody works', () => {
    const closed = calendar(oslo, daily());
    expect([dueAfter(closed, 0, 1), nextChange(closed, 0)]).toEqual([null, null]);
  });

  it('has no next change where it never ends', () => {
    expect([nextChange(always(), 0), nextChange(calendar(oslo, daily(shift('00:00', '24:00'))), at('2026-03-29T00:00'))]).toEqual([
      null,
      null,
    ]);
  });

  it('goes on over midnight without a change', () => {
    expect(nextChange(calendar('UTC', night), at('2026-06-01T23:00'))).toEqual({ at: at('2026-06-02T06:00'), open: false });
  });
});

function everyDayBut(kept: string): string[] {
  const all = Array.from({ length: 366 }, (_, day) => new Date(at('2028-01-01T00:00') + day * DAY).toISOString().slice(5, 10));
  return all.filter((date) => date !== kept);
}
