import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { viral } from '../../commands/viral.ts';
import { HORIZON } from '../../core/viral/features.ts';
import type { Measured } from '../measured.ts';
import { type Cascade, cascadesHeldBack } from './cascades.ts';

const Meta = z.object({ thresholds: z.record(z.string(), z.record(z.string(), z.number())) });
const Answer = z.object({ id: z.string(), probability: z.number(), expectedSize: z.number(), low: z.number(), high: z.number() });
type Answer = z.infer<typeof Answer>;

const MINUTES = [10, 30, 60];
/** The size that one in ten of a network's cascades reaches. */
const ASKED = '0.9';
/** Fewer events than this say nothing about a size. */
const LEAST = 5;

interface Case {
  cascade: Cascade;
  seen: number;
  answer: Answer;
  /** Whether it reached the size that was asked for. */
  reached: boolean;
}

/** How well sizes are foretold of the cascades that were never fitted on, network by network, 10, 30 and 60 minutes after the post. */
export async function evaluate(data: string): Promise<Measured[]> {
  const { thresholds } = Meta.parse(JSON.parse(readFileSync(join(data, 'cascades', 'meta.json'), 'utf8')));
  const cascades = cascadesHeldBack(data);
  const rows: Measured[] = [];
  for (const platform of ['twitter', 'weibo', 'mix'] as const) {
    const threshold = thresholds[platform]![ASKED]!;
    for (const minutes of MINUTES) {
      const cases = await asked(
        cascades.filter((cascade) => cascade.platform === platform),
        minutes * 60,
        threshold,
      );
      rows.push(...figures(`viral: ${platform} at ${minutes} min`, cases, threshold));
    }
  }
  return rows;
}

async function asked(cascades: readonly Cascade[], age: number, threshold: number): Promise<Case[]> {
  const seen = cascades.map((cascade) => cascade.events.filter(({ dt }) => dt < age));
  const input = new PassThrough();
  const output = new PassThrough();
  const answers = text(output);
  const told = viral(input, output);
  cascades.forEach(({ id, platform, startedAtLocal, author }, i) => {
    input.write(
      `${JSON.stringify({ id, platform, startedAtLocal, author, observedAt: age, horizon: HORIZON, threshold, events: seen[i] })}\n`,
    );
  });
  input.end();
  await told;
  output.end();
  const lines = (await answers).trim().split('\n');
  return cascades.map((cascade, i) => ({
    cascade,
    seen: seen[i]!.length,
    answer: Answer.parse(JSON.parse(lines[i]!)),
    reached: cascade.sizeAtHorizon >= threshold,
  }));
}

function figures(name: string, cases: readonly Case[], threshold: number): Measured[] {
  const open = cases.filter(({ seen }) => seen < threshold);
  const sized = cases.filter(({ seen }) => seen >= LEAST);
  const within = sized.filter(({ cascade, answer }) => cascade.sizeAtHorizon >= answer.low && cascade.sizeAtHorizon <= answer.high);
  const wrong = sized.map(({ cascade, answer }) => Math.abs(answer.expectedSize - cascade.sizeAtHorizon) / cascade.sizeAtHorizon);
  return [
    { name: `${name}, area under the curve for ${threshold}`, value: area(open), n: open.length },
    { name: `${name}, Brier skill`, value: brierSkill(open), n: open.length },
    { name: `${name}, calibration error`, value: calibrationError(open), n: open.length },
    { name: `${name}, median error of size`, value: median(wrong), n: sized.length },
    { name: `${name}, share within the 80% interval`, value: within.length / sized.length, n: sized.length },
  ];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Chance that one that got there was given a higher probability than one that did not; ties count half (Mann and Whitney). */
function area(cases: readonly Case[]): number {
  const [yes, no] = [true, false].map((side) => cases.filter(({ reached }) => reached === side).map(({ answer }) => answer.probability));
  const wins = yes!.map((high) => sum(no!.map((low) => (high > low ? 1 : high === low ? 0.5 : 0))));
  return sum(wins) / (yes!.length * no!.length);
}

/** By how much the squared error is smaller than that of always telling the base rate. */
function brierSkill(cases: readonly Case[]): number {
  const base = cases.filter(({ reached }) => reached).length / cases.length;
  const error = sum(cases.map(({ answer, reached }) => (answer.probability - Number(reached)) ** 2)) / cases.length;
  return 1 - error / (base * (1 - base));
}

/** Mean distance between probability and share, in ten groups of equal size. */
function calibrationError(cases: readonly Case[]): number {
  const sorted = [...cases].sort((a, b) => a.answer.probability - b.answer.probability);
  const groups = Array.from({ length: 10 }, (_, i) => sorted.slice((i * sorted.length) / 10, ((i + 1) * sorted.length) / 10));
  return (
    sum(groups.map((group) => Math.abs(sum(group.map(({ answer, reached }) => answer.probability - Number(reached)))))) / sorted.length
  );
}
