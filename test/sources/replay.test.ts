import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ledClock, storyClock } from '../../server/files/clock.ts';
import { ReplayOptions, replaySource, storyOf } from '../../server/sources/replay.ts';
import { type Recording, recordingContext } from '../support/source-context.ts';
import { tempFolder } from '../support/temp.ts';

const T0 = Date.UTC(2025, 2, 4, 7);
const open: { recording: Recording; running: Promise<void> }[] = [];
afterEach(async () => {
  for (const { recording, running } of open.splice(0)) {
    recording.stop();
    await running;
  }
});

function story(...seconds: number[]): string {
  const path = join(tempFolder(), 'story.ndjson');
  const posts = seconds.map((second, i) => ({ id: `p${i}`, text: `after ${second} s`, postedAt: T0 + second * 1000 }));
  writeFileSync(path, posts.map((post) => JSON.stringify(post)).join('\n'));
  return path;
}

/** A running replay whose clock stands until the test moves it. */
function replaying(files: string[], given: object = {}) {
  const recording = recordingContext({ id: 'again', now: T0 - 1000 });
  const running = replaySource().run(recording.context, ReplayOptions.parse({ files, ...given }));
  open.push({ recording, running });
  return { recording, running };
}

const texts = ({ submitted }: Recording): string[] => submitted.map((item) => (item.kind === 'mention' ? item.mention.text : item.kind));
const last = <T>(list: T[]): T | undefined => list.at(-1);

describe('a replay', () => {
  it('submits each post when the clock reaches it, and stops when the story has ended', async () => {
    const { recording, running } = replaying([story(0, 5, 5, 60)]);
    await recording.until(() => last(recording.statuses)?.[0] === 'live');
    expect(texts(recording)).toEqual([]);
    recording.now = T0 + 5000;
    await recording.until(() => recording.submitted.length > 0);
    expect(texts(recording)).toEqual(['after 0 s', 'after 5 s', 'after 5 s']);
    recording.now = T0 + 60_000;
    await running;
    expect(texts(recording)).toEqual(['after 0 s', 'after 5 s', 'after 5 s', 'after 60 s']);
    expect(last(recording.statuses)).toEqual(['stopped', 'the story has ended at 2025-03-04 07:01:00 UTC']);
  });

  it('brings posts under its own id, posted and received at the time of the story', async () => {
    const { recording, running } = replaying([story(7)]);
    recording.now = T0 + 3_600_000;
    await running;
    expect(recording.submitted).toMatchObject([
      { kind: 'mention', mention: { id: 'again:p0', source: 'again', postedAt: T0 + 7000, receivedAt: T0 + 7000 } },
    ]);
  });

  it('offers a batch again until the journal takes it, and loses nothing', async () => {
    const { recording, running } = replaying([story(0, 1)]);
    recording.failure = new Error('the disk is full');
    recording.now = T0 + 1000;
    await recording.until(() => last(recording.statuses)?.[0] === 'waiting');
    expect(last(recording.statuses)).toEqual(['waiting', 'not taken in, trying again: the disk is full']);
    expect(texts(recording)).toEqual([]);
    recording.failure = null;
    await running;
    expect(texts(recording)).toEqual(['after 0 s', 'after 1 s']);
  });

  it('ends at once when it is told to', async () => {
    const { recording, running } = replaying([story(0, 1_000_000)]);
    await recording.until(() => last(recording.statuses)?.[0] === 'live');
    recording.stop();
    await running;
    expect(recording.statuses.some(([status]) => status === 'stopped')).toBe(false);
  });

  it('shows lines it cannot read on its health, and fails when it cannot read the file', async () => {
    const path = story(0);
    writeFileSync(path, '\n{"text":5}', { flag: 'a' });
    const { recording, running } = replaying([path]);
    recording.now = T0;
    await running;
    expect(recording.rejected).toEqual({ [`${path} line 2: postedAt: missing`]: 1 });
    await expect(replaySource().run(recordingContext().context, ReplayOptions.parse({ files: ['gone'] }))).rejects.toThrow(
      'there is no such file',
    );
  });

  it('can be given a story that was read before', async () => {
    const options = ReplayOptions.parse({ files: [story(0, 30)], to: '2025-03-04T07:00:10Z' });
    const told = await storyOf('again', options);
    const recording = recordingContext({ id: 'again', now: T0 + 60_000 });
    await replaySource(told).run(recording.context, options);
    expect(texts(recording)).toEqual(['after 0 s']);
  });

  it.each([
    [{ files: [] }, 'files'],
    [{ files: ['a'], speed: 0 }, 'speed'],
    [{ files: ['a'], map: { body: 'text' } }, 'map'],
    [{ files: ['a'], from: 'yesterday' }, 'from'],
  ])('refuses the options %j', (options, field) => {
    expect(ReplayOptions.safeParse(options).error?.issues[0]?.path[0]).toBe(field);
  });
});

it('a clock that is led never passes what has been told, and ends with the story', async () => {
  let real = 0;
  const clock = ledClock(storyClock(T0, 60, () => real));
  const began = clock.now();
  real = 10_000;
  expect(clock.now()).toBe(began);
  expect(clock.due()).toBe(began + 600_000);
  clock.told(began + 300_000);
  expect(clock.now()).toBe(began + 300_000);
  clock.told(Number.POSITIVE_INFINITY);
  expect(clock.now()).toBe(clock.due());
});
