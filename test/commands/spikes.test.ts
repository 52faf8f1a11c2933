import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { spikes } from '../../server/commands/spikes.ts';

const START = Date.parse('2026-03-02T00:00:00Z');
/** Quiet waves of 20 to 29 a step, and from `from` on a surge. */
const wave = (rows: number, step: number, from = Number.POSITIVE_INFINITY) =>
  Array.from({ length: rows }, (_, i) => ({
    timestamp: new Date(START + i * step * 60_000).toISOString().slice(0, 19).replace('T', ' '),
    value: (20 + ((i * 7) % 10)) * (i >= from ? 12 : 1),
  }));
const csv = (rows: { timestamp: string; value: number | string }[]) =>
  `timestamp,value\n${rows.map(({ timestamp, value }) => `${timestamp},${value}\n`).join('')}`;

async function run(input: string): Promise<string[][]> {
  const output = new PassThrough();
  const [, written] = await Promise.all([spikes(Readable.from([Buffer.from(input)]), output).finally(() => output.end()), text(output)]);
  return written
    .trim()
    .split('\n')
    .map((line) => line.split(','));
}

describe('earshot spikes', () => {
  it('answers every row in order, with its timestamp as it came', async () => {
    const rows = wave(40, 5);
    const [header, ...answers] = await run(csv(rows));
    expect(header).toEqual(['timestamp', 'value', 'expected', 'anomaly_score', 'alert']);
    expect(answers.map(([timestamp, value]) => [timestamp, value])).toEqual(rows.map(({ timestamp, value }) => [timestamp, `${value}`]));
  });

  it.each([1, 5, 15, 60])('alerts once, in the row in which a surge begins, in steps of %d min', async (step) => {
    const answers = (await run(csv(wave(900, step, 800)))).slice(1);
    expect(answers.findIndex(([, , , , alert]) => alert === '1')).toBe(800);
    expect(answers.slice(0, 800).filter(([, , , score]) => Number(score) >= 0.9996)).toEqual([]);
    expect(answers.filter(([, , , , alert]) => alert === '1').length).toBeLessThan(30);
  });

  it('says of a row the same when later rows are taken away', async () => {
    const rows = wave(700, 5, 500);
    const [all, cut] = [await run(csv(rows)), await run(csv(rows.slice(0, 510)))];
    expect(cut).toEqual(all.slice(0, 511));
  });

  it('does not carry a mean across a gap', async () => {
    const rows = wave(700, 5);
    const late = rows.slice(600).map(({ value }, i) => ({ timestamp: new Date(START + (1200 + i) * 300_000).toISOString(), value }));
    const answers = await run(csv([...rows.slice(0, 600), ...late]));
    expect(answers.slice(1).filter(([, , , , alert]) => alert === '1')).toEqual([]);
  });

  it('is empty after a header alone', async () => {
    expect(await run('timestamp,value\n')).toHaveLength(1);
  });

  it.each([
    { story: 'a word for a value', input: 'timestamp,value\n2026-03-02 00:00:00,many\n', told: 'line 2, value: it is no number from 0 on' },
    {
      story: 'a value below nothing',
      input: 'timestamp,value\n2026-03-02 00:00:00,-1\n',
      told: 'line 2, value: it is no number from 0 on',
    },
    { story: 'no time', input: 'timestamp,value\nyesterday,1\n', told: 'line 2, timestamp: it is no time' },
    { story: 'no such column', input: 'at,value\n2026-03-02 00:00:00,1\n', told: 'line 2, timestamp: there is no such column' },
    {
      story: 'time that runs backwards',
      input: csv([...wave(2, 5), ...wave(1, 5)]),
      told: 'line 4, timestamp: it is not later than the row before',
    },
    { story: 'a step of a day', input: csv(wave(2, 1440)), told: 'line 3, timestamp: a step of 1440 minutes; 1 to 60 are known' },
  ])('refuses $story, with line and field', async ({ input, told }) => {
    await expect(run(input)).rejects.toThrow(told);
  });
});
