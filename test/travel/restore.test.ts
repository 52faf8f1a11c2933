import { join } from 'node:path';
import { serialize } from 'node:v8';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../server/core/entry.ts';
import { emptyState, type State } from '../../server/core/state.ts';
import { step } from '../../server/core/step.ts';
import type { Journal } from '../../server/journal/journal.ts';
import { openRedisJournal } from '../../server/journal/redis.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { type JournalReader, readSqliteJournal } from '../../server/journal/sqlite-reader.ts';
import { finishMoment, type Moment, writePartial } from '../../server/moments/files.ts';
import { restore, TooEarly } from '../../server/travel/restore.ts';
import { Story } from '../../server/travel/story.ts';
import { recordedStory } from '../support/recording.ts';
import { startRedis } from '../support/redis.ts';
import { makeFolder, removeFolder } from '../support/temp.ts';

const MIN = 60_000;
const START = Date.UTC(2026, 2, 11, 12, 0, 20);
const story: Entry[] = recordedStory({ seed: 7, startedAt: START, before: 20, after: 20 }).slice(0, 3_000);
const first = story[0]!.at;
const last = story.at(-1)!.at;
/** Any moment of the story, and a little before and after it. */
const anyMoment = fc.integer({ min: first - MIN, max: last + MIN });

/** Every entry from the start, up to the first that is later: what a moment has to equal. */
async function fresh(journal: JournalReader, at: number): Promise<State> {
  const state = emptyState();
  const all = await journal.read(0, 1_000_000);
  const end = all.findIndex(({ entry }) => entry.at > at);
  for (const stored of all.slice(0, end < 0 ? all.length : end)) step(state, stored);
  return state;
}

/** States kept after these parts of the journal. */
async function keptOf(journal: JournalReader, folder: string, parts: readonly number[]): Promise<Moment[]> {
  const all = await journal.read(0, 1_000_000);
  const wanted = new Set(parts.map((part) => Math.floor(part * all.length)));
  const state = emptyState();
  const kept: Moment[] = [];
  for (const [i, stored] of all.entries()) {
    step(state, stored);
    if (wanted.has(i)) kept.push(await finishMoment(folder, '8', state.seq, state.now, await writePartial(folder, serialize(state))));
  }
  return kept;
}

const folder = makeFolder();
let journal: Journal;
let reader: JournalReader;
let moments: Moment[];

beforeAll(async () => {
  journal = await openSqliteJournal({ folder });
  await journal.append(story);
  reader = readSqliteJournal({ folder });
  moments = await keptOf(reader, join(folder, 'moments'), [0.3, 0.6, 0.9]);
});

afterAll(async () => {
  await reader.close();
  await journal.close();
  removeFolder(folder);
});

describe('the state at a moment of the past', () => {
  it('equals what a fresh fold gives, whatever was kept on the way', async () => {
    await fc.assert(
      fc.asyncProperty(anyMoment, fc.subarray([0, 1, 2]), async (at, which) => {
        const kept = which.map((i) => moments[i]!);
        expect(await restore(at, { journal: reader, moments: kept })).toEqual(await fresh(reader, at));
      }),
      { numRuns: 6 },
    );
  });

  it('is played on to what a fresh fold of the later moment gives', async () => {
    await fc.assert(
      fc.asyncProperty(anyMoment, anyMoment, async (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const told = new Story(reader, await restore(from, { journal: reader, moments }));
        await told.advance(Math.floor((from + to) / 2));
        await told.advance(to);
        expect(told.state).toEqual(await fresh(reader, to));
      }),
      { numRuns: 4 },
    );
  });

  it('is found without a damaged moment', async () => {
    const broken = { ...moments[1]!, file: join(folder, 'nothing.zst') };
    const at = broken.at + MIN;
    expect(await restore(at, { journal: reader, moments: [moments[0]!, broken] })).toEqual(await fresh(reader, at));
  });

  it('is kept on the way by whoever travels far', async () => {
    const passed: number[] = [];
    const told: number[] = [];
    const passing = async (state: State) => void passed.push(state.seq);
    await restore(last, { journal: reader, moments: [], apart: 1_500, passed: passing, tell: (done) => told.push(done) });
    expect(passed[0]).toBe(2_000);
    expect(told.at(-1)).toBe(story.length);
  });

  it('cannot be shown before what the journal still holds', async () => {
    const cut: JournalReader = { ...reader, first: async () => 500 };
    await expect(restore(first, { journal: cut, moments })).rejects.toThrow(TooEarly);
  });
});

it('equals a fresh fold after words were taken back, and holds none of them', async () => {
  const gone = story.find((entry) => entry.kind === 'mention' && entry.at > first + 10 * MIN && entry.mention.text.length > 20);
  if (gone?.kind !== 'mention') throw new Error('the story has no such post');
  const own = makeFolder();
  const taken = await openSqliteJournal({ folder: own });
  await taken.append([...story, { kind: 'retraction', id: `r:${gone.id}`, at: last, mention: gone.id }]);
  await taken.erase(gone.id);
  const read = readSqliteJournal({ folder: own });
  try {
    const early = await keptOf(read, join(own, 'moments'), [0.05]);
    const at = gone.at + MIN;
    const state = await restore(at, { journal: read, moments: early });
    expect(state).toEqual(await fresh(read, at));
    expect(state.held.get(gone.id)?.mention.text).toBe('');
  } finally {
    await read.close();
    await taken.close();
    removeFolder(own);
  }
});

it('equals a fresh fold over Redis too', async () => {
  const redis = await startRedis();
  const shared = await openRedisJournal({ url: redis.url });
  try {
    await shared.append(story.slice(0, 1_500));
    const kept = await keptOf(shared, join(folder, 'redis'), [0.5]);
    const at = story[1_000]!.at;
    expect(await restore(at, { journal: shared, moments: kept })).toEqual(await fresh(shared, at));
  } finally {
    await shared.close();
    await redis.stop();
  }
});
