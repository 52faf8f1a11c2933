import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { breachIfDue, pauseClock, reopenClock, resumeClock, retarget, startClock, stopClock } from '../../../server/core/desk/clocks.ts';
import { type DeskSetting, defaultDesk } from '../../../server/core/desk/setting.ts';
import type { Clock } from '../../../shared/turn.ts';
import { CASE_MINUTE as MIN, CASE_NOON as NOON } from '../../support/case.ts';

const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
const mornings = Array.from({ length: 7 }, () => [{ from: 540, to: 720 }]);
const desk: DeskSetting = { ...defaultDesk(), calendars: [{ id: 'mornings', zone: 'UTC', always: false, hours: mornings, holidays: [] }] };

/** What happens to a clock for an hour since noon; times in minutes after it. */
type Step = ['pause' | 'resume' | 'stop' | 'look', number] | ['reopen'] | ['retarget', number, number, string?];

function clockAfter(steps: Step[], calendar = 'always'): Clock {
  const clock = startClock(desk, 'resolution', HOUR, calendar, NOON);
  for (const step of steps) act(clock, step);
  return clock;
}

function act(clock: Clock, step: Step): void {
  if (step[0] === 'reopen') reopenClock(desk, clock);
  else if (step[0] === 'retarget') retarget(desk, clock, step[1] * MIN, step[3] ?? 'always', NOON + step[2] * MIN);
  else if (step[0] === 'look') breachIfDue(clock, NOON + step[1] * MIN);
  else DO[step[0]](desk, clock, NOON + step[1] * MIN);
}

const DO = { pause: pauseClock, resume: resumeClock, stop: stopClock };

const minutes = (at: number | null) => (at === null ? null : (at - NOON) / MIN);
const told = ({ due, stoppedAt, breachedAt, worked }: Clock) => [
  minutes(due),
  minutes(stoppedAt),
  minutes(breachedAt),
  worked === null ? null : worked / MIN,
];

describe('a clock for an hour', () => {
  test.each<[string, Step[], (number | null)[]]>([
    // due, stopped, breached, worked
    ['is due an hour after they wrote', [], [60, null, null, null]],
    ['stops in time', [['stop', 20]], [60, 20, null, 20]],
    [
      'stops in time at the very moment it is due',
      [
        ['look', 60],
        ['stop', 60],
      ],
      [60, 60, null, 60],
    ],
    ['is breached from the moment it is due', [['look', 60]], [60, null, 60, null]],
    ['is breached at its due time, however late somebody looks', [['look', 400]], [60, null, 60, null]],
    ['is not breached before', [['look', 59.999]], [60, null, null, null]],
    ['is breached by a late stop that nobody looked at before', [['stop', 75]], [60, 75, 60, 75]],
    [
      'takes a breach back when an answer from before it comes to light',
      [
        ['look', 90],
        ['stop', 40],
      ],
      [60, 40, null, 40],
    ],
    [
      'keeps the breach when the answer was late',
      [
        ['look', 90],
        ['stop', 70],
      ],
      [60, 70, 60, 70],
    ],
    ['ignores an answer from before it began', [['stop', -1]], [60, null, null, null]],
    [
      'keeps its first stop',
      [
        ['stop', 10],
        ['stop', 50],
      ],
      [60, 10, null, 10],
    ],
    ['has no due time while it is paused', [['pause', 10]], [null, null, null, null]],
    [
      'is due later by its pause',
      [
        ['pause', 10],
        ['resume', 100],
      ],
      [150, null, null, null],
    ],
    [
      'leaves out its pauses from the time worked',
      [
        ['pause', 10],
        ['resume', 100],
        ['stop', 130],
      ],
      [150, 130, null, 40],
    ],
    [
      'stops while it is paused',
      [
        ['pause', 10],
        ['stop', 90],
      ],
      [null, 90, null, 10],
    ],
    [
      'is not breached while it is paused',
      [
        ['pause', 10],
        ['look', 400],
      ],
      [null, null, null, null],
    ],
    ['is breached when it was paused too late', [['pause', 80]], [null, null, 60, null]],
    [
      'stays breached and due when it was, when it goes on',
      [
        ['pause', 80],
        ['resume', 200],
      ],
      [60, null, 60, null],
    ],
    [
      'takes a breach back when a pause from before it comes to light',
      [
        ['look', 90],
        ['pause', 30],
        ['resume', 90],
      ],
      [120, null, null, null],
    ],
    [
      'ignores a pause when it is paused, and going on when it runs',
      [
        ['resume', 5],
        ['pause', 10],
        ['pause', 30],
        ['resume', 40],
        ['resume', 50],
      ],
      [90, null, null, null],
    ],
    [
      'ignores all when it has stopped',
      [
        ['stop', 5],
        ['pause', 6],
        ['resume', 7],
        ['look', 90],
        ['retarget', 10, 8],
      ],
      [60, 5, null, 5],
    ],
    ['goes on as if it had never stopped when the answer is taken back', [['stop', 20], ['reopen']], [60, null, null, null]],
    [
      'is breached again when the answer that took that back is taken back',
      [['look', 90], ['stop', 40], ['reopen'], ['look', 91]],
      [60, null, 60, null],
    ],
    ['goes on paused when it was stopped so', [['pause', 10], ['stop', 20], ['reopen'], ['resume', 30]], [80, null, null, null]],
    [
      'stopped by an answer from before its pause has worked no longer than until then',
      [
        ['pause', 30],
        ['resume', 40],
        ['stop', 10],
      ],
      [70, 10, null, 10],
    ],
    ['granted less is due sooner', [['retarget', 30, 10]], [30, null, null, null]],
    ['granted more is due later', [['retarget', 120, 10]], [120, null, null, null]],
    ['granted less than was used is due at once', [['retarget', 15, 20]], [20, null, null, null]],
    [
      'keeps what it used over a pause',
      [
        ['pause', 10],
        ['retarget', 30, 50],
        ['resume', 100],
      ],
      [120, null, null, null],
    ],
    [
      'given another target as of before it went on has that from then on',
      [
        ['pause', 10],
        ['resume', 100],
        ['retarget', 120, 50],
      ],
      [210, null, null, null],
    ],
    ['granted more after a breach stays breached', [['retarget', 240, 90]], [60, null, 60, null]],
    [
      'granted the same in the same calendar is left alone',
      [
        ['look', 61],
        ['retarget', 60, 62],
      ],
      [60, null, 60, null],
    ],
    [
      'moved to a calendar of the morning has the rest of its time then',
      [['retarget', 60, 20, 'mornings']],
      [21 * 60 + 40, null, null, null],
    ],
    [
      'has worked what it used in both calendars',
      [
        ['retarget', 60, 20, 'mornings'],
        ['stop', 21 * 60 + 10],
      ],
      [21 * 60 + 40, 21 * 60 + 10, null, 30],
    ],
  ])('%s', (_story, steps, expected) => {
    expect(told(clockAfter(steps))).toEqual(expected);
  });

  it('says that it was breached once only', () => {
    const clock = clockAfter([]);
    expect([HOUR - 1, HOUR, HOUR + 1].map((ms) => breachIfDue(clock, NOON + ms))).toEqual([false, true, false]);
  });

  it('counts working time, and stands still outside of it', () => {
    expect(told(clockAfter([], 'mornings'))[0]).toBe(22 * 60);
    expect(told(clockAfter([['stop', 600]], 'mornings'))).toEqual([22 * 60, 600, null, 0]);
  });

  it('in a calendar that is not known counts every minute', () => {
    expect(clockAfter([], 'gone')).toMatchObject({ calendar: 'always', due: NOON + HOUR });
  });

  it('is never due in a calendar without any work', () => {
    const closed = { ...desk, calendars: [{ id: 'closed', zone: 'UTC', always: false, hours: [], holidays: [] }] };
    const clock = startClock(closed, 'first', HOUR, 'closed', NOON);
    expect([clock.due, breachIfDue(clock, NOON + 900 * DAY)]).toEqual([null, false]);
  });
});

describe('any clock', () => {
  const steps = fc.array(
    fc.oneof(
      fc.tuple(fc.constantFrom('pause' as const, 'resume' as const, 'look' as const), fc.nat(3000)),
      fc.tuple(fc.constant('retarget' as const), fc.integer({ min: 1, max: 500 }), fc.nat(3000), fc.constantFrom('always', 'mornings')),
    ),
    { maxLength: 12 },
  );

  it('that is stopped and taken back goes on as if nothing had happened', () => {
    fc.assert(
      fc.property(steps, fc.nat(4000), (before, at) => {
        const clock = clockAfter(before);
        const was = structuredClone(clock);
        act(clock, ['stop', at]);
        act(clock, ['reopen']);
        expect({ ...clock, breachedAt: null }).toEqual({ ...was, breachedAt: null });
      }),
      { numRuns: 300 },
    );
  });

  it('is due while it runs, and has a breach before its stop alone', () => {
    fc.assert(
      fc.property(steps, fc.nat(4000), (before, at) => {
        const clock = clockAfter(before);
        expect(clock.due === null).toBe(clock.runningSince === null);
        act(clock, ['stop', at]);
        expect(clock.breachedAt === null || clock.breachedAt < NOON + at * MIN).toBe(true);
        expect(clock.worked).toBeGreaterThanOrEqual(0);
        expect(clock.worked).toBeLessThanOrEqual(at * MIN);
      }),
      { numRuns: 300 },
    );
  });
});
