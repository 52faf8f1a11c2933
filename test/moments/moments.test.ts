import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { readMoment, writePartial } from '../../server/moments/files.ts';
import { MOMENT_APART, MOMENT_ENTRIES, Moments, startFor } from '../../server/moments/moments.ts';
import { tempFolder } from '../support/temp.ts';

const HOUR = 3_600_000;
const bytesOf = (...ids: string[]): Uint8Array => serialize({ held: new Map(ids.map((id) => [id, { text: 'words' }])) });

async function opened(folder = join(tempFolder(), 'moments'), version = '8') {
  const problems: (string | null)[] = [];
  const moments = await Moments.open({ folder, version, onProblem: (problem) => void problems.push(problem) });
  const seqs = () => moments.kept.map(({ seq }) => seq);
  return { folder, moments, problems, seqs };
}

describe('moments that are kept', () => {
  it.each([
    { next: 'soon after', seq: MOMENT_ENTRIES, at: HOUR, kept: [1] },
    { next: 'many entries later', seq: MOMENT_ENTRIES + 1, at: HOUR, kept: [1, MOMENT_ENTRIES + 1] },
    { next: 'half a day later', seq: 50, at: MOMENT_APART, kept: [1, 50] },
  ])('are thinned: one more $next', async ({ seq, at, kept }) => {
    const { moments, seqs } = await opened();
    moments.keep({ seq: 1, at: 0, bytes: bytesOf() });
    moments.keep({ seq, at, bytes: bytesOf() });
    await moments.close();
    expect(seqs()).toEqual(kept);
  });

  it('are there again after a restart, without those of another version or half written ones', async () => {
    const { folder, moments } = await opened();
    moments.keep({ seq: 7, at: 70, bytes: bytesOf('a') });
    await moments.close();
    await writePartial(folder, bytesOf());
    expect((await opened(folder)).seqs()).toEqual([7]);
    expect(readdirSync(folder)).toHaveLength(1);
    expect((await opened(folder, '9')).seqs()).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are gone with the entries that they would be folded on by', async () => {
    const { moments, seqs } = await opened();
    moments.keep({ seq: 10, at: 0, bytes: bytesOf() });
    moments.keep({ seq: 20, at: MOMENT_APART, bytes: bytesOf() });
    await moments.retain(21);
    expect(seqs()).toEqual([20]);
  });

  it('tell when the folder cannot be written', async () => {
    const folder = join(tempFolder(), 'moments');
    writeFileSync(folder, 'a file where a folder should be');
    const { moments, problems } = await opened(folder);
    moments.keep({ seq: 1, at: 0, bytes: bytesOf() });
    await moments.close();
    expect(problems).toEqual([expect.stringContaining('EEXIST')]);
  });
});

describe('a post that is taken back', () => {
  async function three() {
    const all = await opened();
    all.moments.keep({ seq: 10, at: 0, bytes: bytesOf('push:old') });
    all.moments.keep({ seq: 20, at: MOMENT_APART, bytes: bytesOf('push:old', 'push:new') });
    all.moments.keep({ seq: 30, at: 2 * MOMENT_APART, bytes: bytesOf('push:new') });
    await all.moments.close();
    return all;
  }

  it.each([
    { mention: 'push:old', since: null, left: [30] },
    { mention: 'push:new', since: MOMENT_APART, left: [10] },
    { mention: 'push:none', since: null, left: [10, 20, 30] },
    { mention: 'push:new', since: 3 * MOMENT_APART, left: [10, 20, 30] },
  ])('leaves every moment that names it: $mention since $since', async ({ mention, since, left }) => {
    const { moments, seqs } = await three();
    moments.erase(mention, since);
    expect(moments.settled).toBe(false);
    await moments.close();
    expect(moments.settled).toBe(true);
    expect(seqs()).toEqual(left);
  });

  it('is found also where its id is written in two bytes a letter', async () => {
    const { moments, seqs } = await opened();
    moments.keep({ seq: 1, at: 0, bytes: bytesOf('push:ключ-1') });
    moments.erase('push:ключ-1', null);
    await moments.close();
    expect(seqs()).toEqual([]);
  });

  it('keeps out what was made from words that were read before', async () => {
    const { folder, moments, seqs } = await opened();
    const erasures = moments.erasures;
    const partial = await writePartial(folder, bytesOf('push:gone'));
    moments.erase('push:gone', null);
    await moments.adopt({ seq: 5, at: 5, partial, erasures });
    expect(seqs()).toEqual([]);
    expect(existsSync(partial)).toBe(false);
  });
});

it('a state that was made on the way is taken over as it was written', async () => {
  const { folder, moments } = await opened();
  const partial = await writePartial(folder, bytesOf('push:1'));
  await moments.adopt({ seq: 5, at: 50, partial, erasures: moments.erasures });
  const [kept] = moments.kept;
  expect(kept).toMatchObject({ seq: 5, at: 50 });
  expect(Buffer.from((await readMoment(kept!)) ?? [])).toEqual(Buffer.from(bytesOf('push:1')));
});

describe('a fold to a moment', () => {
  const moments = [10, 20, 30].map((seq) => ({ seq, at: seq * 10, file: `${seq}` }));
  it.each([
    { at: 250, first: 1, seq: 20 },
    { at: 200, first: 1, seq: 20 },
    { at: 99, first: 1, seq: undefined },
    { at: 250, first: 21, seq: 20 },
    { at: 250, first: 22, seq: undefined },
  ])('to $at starts at $seq when the journal begins with $first', ({ at, first, seq }) => {
    expect(startFor(moments, at, first)?.seq).toBe(seq);
  });
});
