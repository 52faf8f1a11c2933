import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { spikes } from '../../commands/spikes.ts';
import { readTime } from '../../files/time.ts';
import type { Measured } from '../measured.ts';
import { costAt, FEW_FALSE_ALARMS, type Place, places, points, type Scored, STANDARD, type Weights } from './cost.ts';

const Labels = z.record(z.string(), z.object({ windows: z.array(z.tuple([z.string(), z.string()])) }));
/** Highest scores that are tried as thresholds; the best lies far above the last of them. */
const TRIED = 400;
/** Rows at the start that calibration leaves out: those in which nothing is known yet. */
const LEARNING = 750;
const SHARES = [0.9, 0.99, 0.999];

type Series = Scored & { placed: Place[] };

/** The score of the labelled series under `data`/spikes, the threshold fitted on all others, and how often each score is reached. */
export async function evaluate(data: string): Promise<Measured[]> {
  const folder = join(data, 'spikes');
  const labels = Labels.parse(JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8')));
  const all: Series[] = [];
  for (const [name, { windows }] of Object.entries(labels)) all.push(await scored(join(folder, `${name}.csv`), windows));
  const n = all.reduce((sum, { windows }) => sum + windows.length, 0);
  return [
    { name: 'spikes, leave one out, standard', value: leaveOneOut(all, STANDARD), n },
    { name: 'spikes, leave one out, few false alarms', value: leaveOneOut(all, FEW_FALSE_ALARMS), n },
    ...SHARES.map((share) => reached(all, share)),
  ];
}

const timeOf = (text: string): number => readTime(text)?.at ?? Number.NaN;

async function scored(file: string, windows: [string, string][]): Promise<Series> {
  const output = new PassThrough();
  const [, written] = await Promise.all([spikes(createReadStream(file), output).finally(() => output.end()), text(output)]);
  const rows = written
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const series = {
    times: rows.map(([at = '']) => timeOf(at)),
    scores: rows.map((row) => Number(row[3])),
    windows: windows.map(([from, to]) => [timeOf(from), timeOf(to)] as const),
  };
  return { ...series, placed: places(series) };
}

/** Each series at the threshold that would have been best for the others. */
function leaveOneOut(all: readonly Series[], weights: Weights): number {
  const sum = all.reduce(
    (total, one) =>
      total +
      costAt(
        one,
        one.placed,
        weights,
        best(
          all.filter((other) => other !== one),
          weights,
        ),
      ),
    0,
  );
  return points(
    sum,
    all.reduce((n, { windows }) => n + windows.length, 0),
    weights,
  );
}

/** The threshold, of the highest scores seen, at which these series cost least; the highest of several. */
function best(all: readonly Series[], weights: Weights): number {
  const tried = [...new Set(all.flatMap(({ scores }) => scores))].sort((a, b) => b - a).slice(0, TRIED);
  let top = { threshold: Number.POSITIVE_INFINITY, sum: -all.reduce((n, { windows }) => n + windows.length, 0) * weights.missed };
  for (const threshold of tried) {
    const sum = all.reduce((total, one) => total + costAt(one, one.placed, weights, threshold), 0);
    if (sum > top.sum) top = { threshold, sum };
  }
  return top.threshold;
}

/** How often a score is reached in times that nobody labelled; it should be 1 minus the score. */
function reached(all: readonly Series[], share: number): Measured {
  const quiet = all.flatMap(({ scores, placed }) => scores.filter((_, row) => row >= LEARNING && placed[row]!.window < 0));
  return {
    name: `spikes, share of quiet rows at ${share} or above`,
    value: quiet.filter((score) => score >= share).length / quiet.length,
    n: quiet.length,
  };
}
