import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { SourceContext, SourceKind } from '../../server/sources/source.ts';
import { HEALTHY_MS, supervise } from '../../server/sources/supervisor.ts';
import { type Recording, recordingContext } from '../support/source-context.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const kind = (run: SourceKind['run'], options: z.ZodType = z.unknown()): SourceKind => ({
  kind: 'test',
  about: 'a source of the tests',
  listens: true,
  options,
  run,
});

/** Supervises a source that fails for each of `failures` at once, then waits for the end; `runs` are the times at which it ran. */
function failing(recording: Recording, failures: unknown[], lasting = 0) {
  const startedAt = Date.now();
  const runs: number[] = [];
  const supervised = supervise(
    kind(async ({ signal }) => {
      runs.push(Date.now() - startedAt);
      recording.now += lasting;
      const failure = failures[runs.length - 1];
      if (failure !== undefined) throw failure;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    }),
    {},
    recording.context,
  );
  return { runs, supervised };
}

describe('a source that fails', () => {
  it('is tried again after waits that double up to a minute, without end', async () => {
    const recording = recordingContext();
    const { runs, supervised } = failing(recording, Array(12).fill(new Error('no route')));
    await vi.advanceTimersByTimeAsync(300_000);
    // The random number is always a half, so each wait is half of its ceiling: 1, 2, 4 ... 60, 60 s.
    const waits = runs.slice(1).map((time, index) => time - (runs[index] ?? 0));
    expect(waits.slice(0, 9)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    recording.stop();
    await supervised;
  });

  it('is down with its reason and the time of the next try, then starting, and stopped at the end', async () => {
    const recording = recordingContext();
    const { supervised } = failing(recording, [new Error('no route'), new Error('no route'), new Error('no route\nat secret'), 'words']);
    await vi.advanceTimersByTimeAsync(10_000);
    recording.stop();
    await supervised;
    expect(recording.statuses).toEqual([
      ['starting', ''],
      ['down', 'no route; trying again in 1 s'],
      ['starting', ''],
      ['down', 'no route; trying again in 1 s'],
      ['starting', ''],
      ['down', 'no route; trying again in 2 s'],
      ['starting', ''],
      ['down', 'words; trying again in 4 s'],
      ['starting', ''],
      ['stopped', ''],
    ]);
  });

  it('begins again with a short wait when it had been healthy', async () => {
    const recording = recordingContext();
    const { runs, supervised } = failing(recording, Array(4).fill(new Error('cut off')), HEALTHY_MS);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(runs).toEqual([0, 500, 1_000, 1_500, 2_000]);
    recording.stop();
    await supervised;
  });

  it('is not tried again once it is stopped, however long the wait was to be', async () => {
    const recording = recordingContext();
    const { runs, supervised } = failing(recording, Array(9).fill(new Error('no route')));
    await vi.advanceTimersByTimeAsync(40_000);
    const before = runs.length;
    recording.stop();
    await supervised;
    await vi.advanceTimersByTimeAsync(120_000);
    expect([runs.length, recording.statuses.at(-1)]).toEqual([before, ['stopped', '']]);
  });

  it('is not called down for failing because it was stopped', async () => {
    const recording = recordingContext();
    const supervised = supervise(
      kind(({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))),
      {},
      recording.context,
    );
    recording.stop();
    await supervised;
    expect(recording.statuses).toEqual([
      ['starting', ''],
      ['stopped', ''],
    ]);
  });
});

describe('a source that ends', () => {
  it('is stopped, and not run again', async () => {
    const recording = recordingContext();
    const run = vi.fn(async () => undefined);
    await supervise(kind(run), {}, recording.context);
    await vi.advanceTimersByTimeAsync(600_000);
    expect([run.mock.calls.length, recording.statuses.at(-1)]).toEqual([1, ['stopped', '']]);
  });
});

describe('options', () => {
  it('reach the source read by its own schema', async () => {
    const recording = recordingContext();
    const got: unknown[] = [];
    const options = z.object({ file: z.string(), loop: z.boolean().default(false) });
    const run = async (_context: SourceContext, given: unknown) => void got.push(given);
    await supervise(kind(run, options), { file: 'posts.csv' }, recording.context);
    expect(got).toEqual([{ file: 'posts.csv', loop: false }]);
  });

  it('that are wrong stop the source, and say where', async () => {
    const recording = recordingContext();
    const run = vi.fn(async () => undefined);
    await supervise(kind(run, z.object({ file: z.string() })), { file: 7 }, recording.context);
    expect(run).not.toHaveBeenCalled();
    expect(recording.statuses).toEqual([['stopped', expect.stringMatching(/^wrong options: .*file/s)]]);
  });
});
