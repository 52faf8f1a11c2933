import { unpack } from '../models/packed.ts';
import file from '../models/viral.json' with { type: 'json' };
import {
  BASE,
  chanceOf,
  describe,
  FEATURES,
  type Growing,
  gapTo,
  HORIZON,
  type Line,
  lineOf,
  logOdds,
  OLDEST,
  YOUNGEST,
} from './features.ts';

/** Kinds of stream whose cascades the model was fitted on; `mix` is what people say from day to day, large and small. */
export type Stream = 'twitter' | 'weibo' | 'mix';

if (file.features !== FEATURES) throw new Error(`the model of viral risk has ${file.features} features instead of ${FEATURES}`);
const WEIGHTS = new Float64Array(unpack(file.weights).slice().buffer);

const weightsOf = (stream: Stream): Float64Array => {
  const at = file.streams.indexOf(stream) * FEATURES;
  return WEIGHTS.subarray(at, at + FEATURES);
};
const BY_STREAM: Record<Stream, Float64Array> = { twitter: weightsOf('twitter'), weibo: weightsOf('weibo'), mix: weightsOf('mix') };

export const isStream = (name: string): name is Stream => Object.hasOwn(BY_STREAM, name);

const base = new Float64Array(BASE);

/** What the model makes of a conversation, as it stands. The memory it is computed in is used again: only the result is kept. */
export function read(growing: Growing, stream: Stream): Line {
  describe(growing, base);
  return lineOf(base, BY_STREAM[stream]);
}

/**
 * Five numbers that bring the model to a stream it was not fitted on: the log odds become
 * `a + b * odds + c * gap + d * ln(age in minutes) + e * ln(1 + count)`.
 */
export type Calibration = readonly [level: number, odds: number, gap: number, age: number, count: number];
export const UNCALIBRATED: Calibration = [0, 1, 0, 0, 0];

/** The odds that a conversation reaches any size, with what is needed to ask for one. */
export interface Outlook {
  line: Line;
  count: number;
  /** Part of the log odds that calibration adds whatever size is asked. */
  level: number;
  calibration: Calibration;
}

export function outlook(growing: Growing, stream: Stream = 'mix', calibration: Calibration = UNCALIBRATED): Outlook {
  const [level, , , age, count] = calibration;
  return {
    line: read(growing, stream),
    count: growing.count,
    level: level + age * logAge(growing.age) + count * Math.log1p(growing.count),
    calibration,
  };
}

export const logAge = (age: number): number => Math.log(Math.min(OLDEST, Math.max(YOUNGEST, age)) / 60);

/** How likely the size is reached within the horizon: 1 where it has been. */
export function probability({ line, count, level, calibration }: Outlook, size: number): number {
  if (count >= size) return 1;
  const gap = gapTo(size, count);
  return chanceOf(level + calibration[1] * logOdds(line, gap, size) + calibration[2] * gap);
}

export interface Forecast {
  expected: number;
  low: number;
  high: number;
}

/** Distances at which the odds are asked to find a size, in logarithms: fine near by, coarse far away. */
const STEPS = [...Array.from({ length: 51 }, (_, i) => i * 0.02), ...Array.from({ length: 80 }, (_, i) => 1.05 + i * 0.05)];
/**
 * The size told as expected is passed in three cases of five. The median would be passed in one of two, but is off by more: an error
 * is weighed against what came of it, and conversations that die early are more than those that take off late.
 */
const EXPECTED = 0.6;
/** Four out of five end between these two. */
const LOW = 0.9;
const HIGH = 0.1;

/** The size after a day, with an interval that holds four cases of five. */
export function forecast(outlook: Outlook): Forecast {
  const chances = falling(STEPS.map((gap) => (gap === 0 ? 1 : probability(outlook, (outlook.count + 1) * Math.exp(gap) - 1))));
  const size = (chance: number): number => (outlook.count + 1) * Math.exp(where(chances, chance)) - 1;
  return { expected: Math.round(size(EXPECTED)), low: Math.floor(size(LOW)), high: Math.ceil(size(HIGH)) };
}

/** A larger size is never likelier than a smaller one, whatever the weights say. */
function falling(chances: readonly number[]): number[] {
  let least = 1;
  return chances.map((chance) => {
    least = Math.min(least, chance);
    return least;
  });
}

/** The distance at which the chance has fallen to `wanted`, between two steps by a straight line. */
function where(chances: readonly number[], wanted: number): number {
  const after = chances.findIndex((chance) => chance <= wanted);
  if (after < 0) return STEPS.at(-1)!;
  const before = Math.max(0, after - 1);
  const drop = chances[before]! - chances[after]!;
  const part = drop > 0 ? (chances[before]! - wanted) / drop : 0;
  return STEPS[before]! + part * (STEPS[after]! - STEPS[before]!);
}

const WANING = file.waning;

/** Share of the growth that is still to come by the horizon, of a conversation of this age, that has come at age `at`; both in seconds. */
export function cameBy(age: number, at: number): number {
  const from = Math.max(YOUNGEST, age);
  if (at <= age) return 0;
  if (at >= HORIZON || from >= HORIZON) return 1;
  const power = (seconds: number): number => seconds ** -WANING;
  return Math.min(1, (power(from) - power(Math.max(from, at))) / (power(from) - power(HORIZON)));
}

/** The age in seconds at which that share has come. */
export function ageWhen(age: number, share: number): number {
  const from = Math.max(YOUNGEST, age);
  const power = (seconds: number): number => seconds ** -WANING;
  return (power(from) - share * (power(from) - power(HORIZON))) ** (-1 / WANING);
}

/** What an everyday post has gathered at that age in seconds, in the mean. */
export function usualAt(age: number): number {
  const after = file.ages.findIndex((known) => known >= age);
  if (after === 0) return (file.usual[0]! * age) / file.ages[0]!;
  if (after < 0) return file.usual.at(-1)!;
  const [from, to] = [file.ages[after - 1]!, file.ages[after]!];
  const part = (age - from) / (to - from);
  return file.usual[after - 1]! * (1 - part) + file.usual[after]! * part;
}
