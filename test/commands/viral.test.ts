import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { viral } from '../../server/commands/viral.ts';

async function run(lines: readonly unknown[]) {
  const told = { out: '', err: '' };
  const sink = (to: 'out' | 'err') =>
    new Writable({
      write(chunk, _encoding, done) {
        told[to] += chunk;
        done();
      },
    });
  const input = Readable.from([lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')], {
    objectMode: false,
  });
  const done = await viral(input, sink('out'), sink('err'));
  const answers = told.out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { done, answers, err: told.err };
}

const events = (n: number, every: number) => Array.from({ length: n }, (_, i) => ({ dt: 5 + i * every }));
const seen = {
  id: 'a',
  platform: 'mix',
  startedAtLocal: 1_500_000_000,
  observedAt: 600,
  horizon: 86_400,
  threshold: 100,
  author: null,
  events: events(30, 15),
};

describe('earshot viral', () => {
  it('answers each line with a probability, an expected size, an interval and reasons', async () => {
    const { answers, done, err } = await run([seen, { ...seen, id: 'b', events: [] }]);
    expect([done, err]).toEqual([{ answered: 2, refused: 0 }, '']);
    expect(answers.map(({ id }) => id)).toEqual(['a', 'b']);
    const [a, b] = answers;
    expect(Object.keys(a)).toEqual(['id', 'probability', 'expectedSize', 'low', 'high', 'reasons']);
    expect(a.probability).toBeGreaterThan(b.probability);
    expect([30 <= a.low, a.low <= a.expectedSize, a.expectedSize <= a.high]).toEqual([true, true, true]);
    expect(a.reasons[0]).toBe('30 in 10 min, 21 times the usual pace');
    expect(b.reasons).toEqual(['nobody has passed it on yet']);
  });

  it.each([
    { story: 'a larger size', other: { threshold: 1000 } },
    { story: 'an earlier end', other: { horizon: 3600 } },
    { story: 'a slower pace', other: { events: events(8, 70) } },
  ])('finds less likely $story', async ({ other }) => {
    const [one, two] = (await run([seen, { ...seen, ...other }])).answers;
    expect(two.probability).toBeLessThan(one.probability);
  });

  it.each([
    { story: 'a size that is reached', over: { threshold: 30 }, probability: 1 },
    { story: 'a moment after the horizon', over: { horizon: 600, threshold: 31 }, probability: 0 },
  ])('is sure of $story', async ({ over, probability }) => {
    expect((await run([{ ...seen, ...over }])).answers[0].probability).toBe(probability);
  });

  it('counts nothing that comes after the moment of looking', async () => {
    const [one, two] = (await run([seen, { ...seen, events: [...seen.events, { dt: 600 }, { dt: 7000 }] }])).answers;
    expect(two).toEqual(one);
  });

  it('takes a platform it does not know for everyday talk, and authors of whom little is known', async () => {
    const { answers } = await run([
      seen,
      { ...seen, platform: 'mastodon' },
      { ...seen, author: { followers: 12, following: null, posts: null, verified: null } },
    ]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers).toHaveLength(3);
  });

  it('tells of lines it cannot read by number and field, and answers the others', async () => {
    const { answers, done, err } = await run([seen, '{', { ...seen, events: 'many' }, seen]);
    expect([answers.length, done]).toEqual([2, { answered: 2, refused: 2 }]);
    expect(err).toMatch(/line 2, .*\n.*line 3, events: /);
  });
});
