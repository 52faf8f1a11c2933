import { ask, BASE, describe, FEATURES, gapTo, OLDEST, YOUNGEST } from '../../core/viral/features.ts';
import { randomFrom } from '../random.ts';
import { type Cascade, seenAt } from './cascades.ts';

/** Streams that have weights of their own; the last is what people say from day to day, and the default. */
export const STREAMS = ['twitter', 'weibo', 'mix'] as const;

/** Ages in seconds at which a cascade is looked at. */
export const AGES = [YOUNGEST, 300, 420, 600, 840, 1200, 1800, 2400, 3600, 5400, 7200, 14_400, OLDEST];
/** Sizes asked of each: some at a distance from the present count, some anywhere people might set their alert. */
const NEAR_SIZES = 10;
const FAR_SIZES = 5;
const GAPS = { from: 0.03, to: 5.5 };
const SIZES = { twitter: [200, 1500], weibo: [200, 1500], mix: [30, 400] } as const;
const LARGEST = 4000;
/** Everyday posts that nothing happened to are so many that one in four stands for all. */
const SILENT_KEPT = 4;
/** Rows kept of each stream. */
const ROWS = [80_000, 110_000, 170_000];

/** What is fitted on: row after row of `FEATURES`, with its stream, its outcome and how many it stands for. */
export interface Rows {
  x: Float32Array;
  reached: Uint8Array;
  stream: Uint8Array;
  weight: Float32Array;
}

const between = (roll: () => number, from: number, to: number): number => Math.exp(Math.log(from) + roll() * Math.log(to / from));

/** Sizes to ask. They follow from the present alone: sizes picked around the outcome would tell it. */
function sizesFor(roll: () => number, { platform }: Cascade, count: number): number[] {
  const near = Array.from({ length: NEAR_SIZES }, () => Math.ceil((count + 1) * Math.exp(between(roll, GAPS.from, GAPS.to)) - 1));
  const [least, most] = SIZES[platform];
  const far = Array.from({ length: FAR_SIZES }, () => Math.round(between(roll, least, most)));
  return [...new Set([...near, ...far])].filter((size) => size > count && size < LARGEST);
}

interface Question {
  cascade: Cascade;
  age: number;
  size: number;
  weight: number;
}

function questions(cascades: readonly Cascade[], roll: () => number): Question[][] {
  const asked: Question[][] = STREAMS.map(() => []);
  for (const cascade of cascades) {
    for (const age of AGES) {
      const { count } = seenAt(cascade, age);
      const silent = cascade.platform === 'mix' && count === 0;
      if (silent && roll() * SILENT_KEPT >= 1) continue;
      for (const size of sizesFor(roll, cascade, count))
        asked[STREAMS.indexOf(cascade.platform)]!.push({ cascade, age, size, weight: silent ? SILENT_KEPT : 1 });
    }
  }
  return asked;
}

/** At most `most` of them, each with the same chance, in their order. */
function thinned<T>(all: readonly T[], most: number, roll: () => number): T[] {
  let left = all.length;
  let wanted = Math.min(most, left);
  return all.filter(() => {
    const taken = roll() * left < wanted;
    left -= 1;
    if (taken) wanted -= 1;
    return taken;
  });
}

export function makeRows(cascades: readonly Cascade[], seed: number): Rows {
  const roll = randomFrom(seed);
  const asked = questions(cascades, roll).map((all, stream) => thinned(all, ROWS[stream]!, roll));
  const length = asked.reduce((sum, { length }) => sum + length, 0);
  const rows: Rows = {
    x: new Float32Array(length * FEATURES),
    reached: new Uint8Array(length),
    stream: new Uint8Array(length),
    weight: new Float32Array(length),
  };
  let place = 0;
  for (const [stream, all] of asked.entries()) for (const question of all) fillRow(rows, place++, stream, question);
  return rows;
}

const scratch = new Float64Array(FEATURES);

function fillRow({ x, reached, stream, weight }: Rows, row: number, of: number, question: Question): void {
  const growing = seenAt(question.cascade, question.age);
  describe(growing, scratch.subarray(0, BASE));
  ask(scratch, gapTo(question.size, growing.count), question.size);
  x.set(scratch, row * FEATURES);
  reached[row] = Number(question.cascade.sizeAtHorizon >= question.size);
  stream[row] = of;
  weight[row] = question.weight;
}
