import { expect, test } from 'vitest';
import { opening, RECENT, readPlace, resumed, storyTime, wallTime } from '../../server/sources/demo/place.ts';
import { DAY, story } from '../../server/sources/demo/story.ts';
import { DEMO_BATCH, DemoOptions, demo } from '../../server/sources/demo.ts';
import type { Incoming } from '../../server/sources/source.ts';
import { recordingContext } from '../support/source-context.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 2, 11, 12, 0, 20);
const options = DemoOptions.parse({});

const keyOf = (item: Incoming): string =>
  item.kind === 'mention' ? item.mention.id : item.kind === 'engagement' ? item.engagement.id : JSON.stringify(item);
const expected = (from: number, to: number): string[] =>
  story(7, START)
    .between(from, to)
    .map(({ item }) => keyOf(item));
/** A place at which the day before has been told. */
const at = (startedAt: number, until: number): string => JSON.stringify({ startedAt, until, filled: startedAt - DAY });
const untilOf = (cursor: string | undefined): number => readPlace(cursor ?? null)?.until ?? 0;

/** Runs the source from `cursor` with the clock at `now` until it has told everything up to then, and stops it. */
async function runTo(now: number, cursor?: string, speed = 1) {
  const recording = recordingContext({ id: 'demo', now, cursor });
  const running = demo.run(recording.context, { ...options, speed });
  await recording.until(() => recording.statuses.some(([status]) => status === 'live'));
  recording.stop();
  await running;
  return recording;
}

const HISTORY = expected(START - DAY, START).sort();

/** Runs from `cursor` until the day before is told as well. */
async function runFull(now: number, cursor?: string) {
  const recording = recordingContext({ id: 'demo', now, cursor });
  const running = demo.run(recording.context, options);
  await recording.until(() => recording.statuses.some(([status, message]) => status === 'live' && !/filling/.test(message)));
  recording.stop();
  await running;
  return recording;
}

test('the first run tells the last three hours first, then the day before them, newest hour first', async () => {
  const { submitted, statuses, cursors } = await runFull(START);
  const keys = submitted.map(keyOf);
  const recent = expected(START - RECENT, START);
  const hourBefore = expected(START - RECENT - HOUR, START - RECENT);
  expect(keys.slice(0, recent.length)).toEqual(recent);
  expect(keys.slice(recent.length, recent.length + hourBefore.length)).toEqual(hourBefore);
  expect(keys.sort()).toEqual(HISTORY);
  expect(statuses).toContainEqual(['live', 'filling in yesterday, 50%']);
  expect(cursors.at(-1)).toBe(JSON.stringify({ startedAt: START, until: START, filled: START - DAY }));
  expect(submitted.every((item) => item.kind !== 'mention' || item.mention.receivedAt === item.mention.postedAt)).toBe(true);
});

test('live, it brings what has become due', async () => {
  const recording = recordingContext({ id: 'demo', now: START + 15_000, cursor: at(START, START + 10_000) });
  const running = demo.run(recording.context, options);
  await recording.until(() => untilOf(recording.cursors.at(-1)) === START + 15_000);
  recording.now = START + 40_000;
  await recording.until(() => untilOf(recording.cursors.at(-1)) === START + 40_000);
  recording.stop();
  await running;
  expect(recording.submitted.map(keyOf)).toEqual(expected(START + 10_000, START + 40_000));
});

test('a later run goes on where the last one stopped, without gap or repetition', async () => {
  const first = await runTo(START + 2 * MINUTE, at(START, START));
  const second = await runTo(START + 5 * MINUTE, first.cursors.at(-1));
  expect([...first.submitted, ...second.submitted].map(keyOf)).toEqual(expected(START, START + 5 * MINUTE));
  expect([...first.gaps, ...second.gaps]).toEqual([]);
});

test('after a long absence it catches up six hours and tells the rest as a gap', async () => {
  const now = START + 9 * HOUR;
  const { submitted, gaps } = await runTo(now, at(START, START + HOUR));
  expect(gaps).toEqual([{ from: START + HOUR, to: now - 6 * HOUR, reason: 'the demo was stopped' }]);
  expect(submitted.map(keyOf)).toEqual(expected(now - 6 * HOUR, now));
});

test('a history that was interrupted is told to its end, and what is told twice bears the same ids', async () => {
  const recording = recordingContext({ id: 'demo', now: START });
  const running = demo.run(recording.context, options);
  await recording.until(() => recording.submitted.length > 24 * DEMO_BATCH);
  recording.stop();
  await running;
  const rest = await runFull(START + MINUTE, recording.cursors.at(-1));
  const keys = new Set([...recording.submitted, ...rest.submitted].map(keyOf));
  expect([...keys].sort()).toEqual([...new Set(expected(START - DAY, START + MINUTE))].sort());
});

test('the cursor does not move when the journal takes nothing', async () => {
  const recording = recordingContext({ id: 'demo', now: START + MINUTE, cursor: at(START, START) });
  recording.failure = new Error('the disk is full');
  await expect(demo.run(recording.context, options)).rejects.toThrow('the disk is full');
  expect(recording.cursors).toEqual([]);
});

test('it stops while it waits, with nothing more handed on', async () => {
  const recording = await runTo(START + MINUTE, at(START, START));
  const told = recording.submitted.length;
  recording.now += MINUTE;
  await new Promise((resolve) => setImmediate(resolve));
  expect(recording.submitted.length).toBe(told);
});

test('at speed 10 a minute of the story is posted within six seconds', async () => {
  const { submitted } = await runTo(START + 6_000, at(START, START), 10);
  const posted = submitted.flatMap((item) => (item.kind === 'mention' ? [item.mention.postedAt] : []));
  expect(submitted.map(keyOf)).toEqual(expected(START, START + MINUTE));
  expect(Math.max(...posted)).toBeLessThanOrEqual(START + 6_000);
});

test('mentions carry the id of the source, also under another name', async () => {
  const recording = recordingContext({ id: 'air', now: START + 5_000, cursor: at(START, START) });
  const running = demo.run(recording.context, options);
  await recording.until(() => recording.submitted.length > 0);
  recording.stop();
  await running;
  const mentions = recording.submitted.flatMap((item) => (item.kind === 'mention' ? [item.mention] : []));
  expect(new Set(mentions.map(({ source, id }) => `${source} ${id.split(':')[0]}`))).toEqual(new Set(['air air']));
});

test.each([
  { cursor: null, place: null, story: 'no cursor' },
  { cursor: 'nonsense', place: null, story: 'a cursor of somebody else' },
  { cursor: '{"until":3}', place: null, story: 'half a cursor' },
  { cursor: at(5, 6), place: { startedAt: 5, until: 6, filled: 5 - DAY }, story: 'our own cursor' },
])('$story is read as $place', ({ cursor, place }) => {
  expect(readPlace(cursor)).toEqual(place);
});

test.each([
  { story: 'a first run', place: opening(START), now: START, until: START - RECENT },
  {
    story: 'an hour away',
    place: { startedAt: START, until: START + HOUR, filled: START - DAY },
    now: START + 2 * HOUR,
    until: START + HOUR,
  },
  {
    story: 'a week away',
    place: { startedAt: START, until: START + HOUR, filled: START - DAY },
    now: START + 7 * DAY,
    until: START + 7 * DAY - 6 * HOUR,
  },
  {
    story: 'a clock that was set back',
    place: { startedAt: START, until: START + 2 * HOUR, filled: START - DAY },
    now: START + HOUR,
    until: START + HOUR,
  },
])('after $story it goes on from the right time', ({ place, now, until }) => {
  expect(resumed(place, now)).toEqual({ ...place, until });
});

test("the story's clock and the wall's are each other's inverse", () => {
  expect(storyTime(START, START + 6_000, 10)).toBe(START + MINUTE);
  expect(wallTime(START, START + MINUTE, 10)).toBe(START + 6_000);
  expect([storyTime(START, START - 5, 10), wallTime(START, START - 5, 10)]).toEqual([START - 5, START - 5]);
});
