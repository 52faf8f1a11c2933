import { describe, expect, it } from 'vitest';
import { against, running, standing, took } from '../../client/format/care.ts';
import { shiftHours, shiftsFit } from '../../client/format/shift.ts';
import { arrange } from '../../client/layout/arrange.ts';
import type { PanelName } from '../../shared/board.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a time that runs', () => {
  it.each([
    [0, '0:00'],
    [-5000, '0:00'],
    [8 * SECOND + 999, '0:08'],
    [4 * MINUTE + 8 * SECOND, '4:08'],
    [59 * MINUTE + 59 * SECOND, '59:59'],
    [HOUR, '1\u00a0h'],
    [HOUR + 2 * MINUTE + 30 * SECOND, '1\u00a0h\u00a02\u00a0min'],
    [2 * DAY - SECOND, '47\u00a0h\u00a059\u00a0min'],
    [2 * DAY, '2\u00a0d'],
    [9.9 * DAY, '9\u00a0d'],
  ])('of %s ms is told as %s', (ms, told) => expect(running(ms)).toBe(told));
});

describe('how long an answer took', () => {
  it.each([
    [null, '–'],
    [0, '0\u00a0s'],
    [45 * SECOND, '45\u00a0s'],
    [14.4 * MINUTE, '14\u00a0min'],
    [99 * MINUTE, '99\u00a0min'],
    [100 * MINUTE, '1.7\u00a0h'],
    [2.42 * HOUR, '2.4\u00a0h'],
    [9.96 * HOUR, '10\u00a0h'],
    [47 * HOUR, '47\u00a0h'],
    [3.2 * DAY, '3\u00a0d'],
  ])('%s ms is %s', (ms, told) => expect(took(ms)).toBe(told));
});

describe('somebody who waits', () => {
  const from = 1_000_000;
  it.each([
    ['just waits where nothing is due', null, DAY, 'waiting'],
    ['is over at the due moment', HOUR, HOUR, 'over'],
    ['is over after it', HOUR, 2 * HOUR, 'over'],
    ['is soon due in the last quarter of an hour', HOUR, 45 * MINUTE, 'soon'],
    ['has time before that', HOUR, 44 * MINUTE, 'waiting'],
    ['is soon due in the last quarter of a short time', 8 * MINUTE, 6 * MINUTE, 'soon'],
    ['has time before that quarter', 8 * MINUTE, 5 * MINUTE, 'waiting'],
    ['of a day is not pressing for hours', DAY, DAY - HOUR, 'waiting'],
  ])('%s', (_, due, waited, how) => {
    expect(standing({ from, due: due === null ? null : from + due }, from + waited)).toBe(how);
  });
});

it.each([
  [null, 10, undefined],
  [10, null, undefined],
  [10, 0, undefined],
  [12, 10, undefined],
  [13, 10, 'slower'],
  [8, 10, undefined],
  [7, 10, 'quicker'],
])('%s against a usual %s is %s', (ms, usual, how) => expect(against(ms, usual)).toBe(how));

describe('the scene of cases', () => {
  const PANELS: PanelName[] = ['waiting', 'answers', 'desk', 'wins', 'shift', 'alerts', 'sources'];
  const CALM = { alerts: 0, viral: false, share: false };

  it.each([
    ['16:9', { width: 1920, height: 1080 }],
    ['portrait', { width: 1080, height: 1920 }],
    ['ultra-wide', { width: 2580, height: 1080 }],
    ['three screens in a row', { width: 5760, height: 1080 }],
  ])('shows everything that it asks for, calm or in a crisis: %s', (_, size) => {
    for (const alerts of [0, 1, 4]) {
      const { tiles } = arrange(size, PANELS, { ...CALM, alerts });
      expect(tiles.map(({ tile }) => tile).sort()).toEqual(['alerts', 'answers', 'desk', 'shift', 'waiting', 'wins']);
    }
  });

  it('shows what alerts ask of people, for which wins give way where there is no room for both', () => {
    const shown = (size: { width: number; height: number }, alerts: number) =>
      arrange(size, [...PANELS, 'load'], { ...CALM, alerts })
        .tiles.map(({ tile }) => tile)
        .filter((tile) => tile === 'load' || tile === 'wins')
        .sort();
    expect(shown({ width: 1920, height: 1080 }, 0)).toEqual(['load', 'wins']);
    expect(shown({ width: 1920, height: 1080 }, 2)).toEqual(['load']);
    expect(shown({ width: 1080, height: 1920 }, 0)).toEqual(['load']);
    expect(shown({ width: 2580, height: 1080 }, 2)).toEqual(['load', 'wins']);
    expect(shown({ width: 5760, height: 1080 }, 2)).toEqual(['load', 'wins']);
  });

  it('keeps the alerts and who waits when there is room for little', () => {
    const { tiles } = arrange({ width: 1080, height: 760 }, PANELS, { ...CALM, alerts: 2 });
    expect(tiles.map(({ tile }) => tile).sort()).toEqual(['alerts', 'waiting']);
  });

  it('has a place for cases beside the pulse', () => {
    const names = (panels: PanelName[]) =>
      arrange({ width: 1920, height: 1080 }, panels, CALM)
        .tiles.map(({ tile }) => tile)
        .sort();
    expect(names(['pulse', 'volume', 'waiting', 'desk'])).toEqual(['desk', 'pulse', 'waiting']);
    expect(names(['trends', 'shift'])).toEqual(['shift', 'trends']);
  });
});

describe('a team on the wall', () => {
  const noon = Date.UTC(2026, 2, 10, 12);
  const hour = 3_600_000;
  it.each([
    [{ on: true, always: true, until: null }, 'day and night'],
    [{ on: true, always: false, until: noon + 4 * hour }, 'until 17:00'],
    [{ on: false, always: false, until: noon + 19 * hour }, 'off until 08:00'],
    [{ on: false, always: false, until: noon + 67 * hour }, 'off until Fri 08:00'],
    [{ on: false, always: false, until: null }, 'off'],
  ])('tells its hours in its own time: %j', (team, words) => expect(shiftHours({ ...team, zone: 'Europe/Oslo' }, noon)).toBe(words));

  it.each([
    [240, false],
    [250, false],
    [274, true],
  ])('has a line of its own for who waits too long where all fit (%i u)', (height, fits) =>
    expect(shiftsFit([{ over: 3 }, { over: 0 }], height)).toBe(fits),
  );
});
