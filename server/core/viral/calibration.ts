import { chanceOf, gapTo, HORIZON, logOdds } from './features.ts';
import { type Calibration, logAge, type Outlook, UNCALIBRATED } from './model.ts';

/** Finished conversations from which a stream's own weights are fitted, and the newest that are kept for it. */
export const CALIBRATED_FROM = 200;
export const FINISHED_KEPT = 1000;
/** Streams (networks) told apart, and conversations of each whose end is waited for. */
export const STREAMS_KEPT = 8;
export const AWAITED_KEPT = 1000;

/** What was foretold of a conversation, kept until it is known what came of it. */
interface Awaited {
  start: number;
  /** Log odds, gap, size, for each size that was asked. */
  asked: [odds: number, gap: number, size: number][];
  age: number;
  count: number;
}

/** How one stream's conversations end against what was foretold. */
export interface StreamCalibration {
  awaited: Map<string, Awaited>;
  finished: number;
  /** Newest last, five numbers each: log odds, gap, ln age, ln count, and whether it came true. */
  outcomes: number[];
  weights: Calibration | null;
}

const WIDTH = 5;
/** Sizes asked of each, as multiples of what it had. */
const MULTIPLES = [1.5, 3, 8];
const ASKED = MULTIPLES.length + 1;
/** A new fit after this many more. */
const REFIT_AFTER = 50;
/** How strongly a fit is held to the model's own word, in rows: tightly at first, hardly from the second bound on. */
const HELD_TIGHT = 20;
const HELD_LOOSE = 2;
const ROUNDS = 12;
const SMALLEST = 1e-3;

export const streamCalibration = (): StreamCalibration => ({ awaited: new Map(), finished: 0, outcomes: [], weights: null });

export const weightsOf = (streams: Map<string, StreamCalibration>, network: string): Calibration =>
  streams.get(network)?.weights ?? UNCALIBRATED;

/** Keeps what the model says of the conversation now. `alertSize` is asked beside sizes near at hand. */
export function awaitEnd(
  streams: Map<string, StreamCalibration>,
  network: string,
  { id, start, age, seen, alertSize }: { id: string; start: number; age: number; seen: Outlook; alertSize: number },
): void {
  const stream = streams.get(network) ?? streamCalibration();
  if (!streams.has(network) && streams.size >= STREAMS_KEPT) return;
  streams.set(network, stream);
  if (stream.awaited.size >= AWAITED_KEPT) return;
  const sizes = [...MULTIPLES.map((times) => Math.ceil((seen.count + 1) * times)), Math.max(alertSize, seen.count + 1)];
  const asked = sizes.map((size): [number, number, number] => {
    const gap = gapTo(size, seen.count);
    return [logOdds(seen.line, gap, size), gap, size];
  });
  stream.awaited.set(id, { start, asked, age, count: seen.count });
}

/** Settles those whose day is over. `sizeOf` tells how far a conversation came; null when it is no longer known. */
export function settleEnded(stream: StreamCalibration, now: number, sizeOf: (id: string) => number | null): void {
  for (const [id, awaited] of stream.awaited) {
    if (now - awaited.start < HORIZON * 1000) continue;
    stream.awaited.delete(id);
    const size = sizeOf(id);
    if (size !== null) finish(stream, awaited, size);
  }
}

function finish(stream: StreamCalibration, { asked, age, count }: Awaited, size: number): void {
  for (const [odds, gap, wanted] of asked) stream.outcomes.push(odds, gap, logAge(age), Math.log1p(count), Number(size >= wanted));
  stream.finished += 1;
  const most = FINISHED_KEPT * ASKED * WIDTH;
  if (stream.outcomes.length > most) stream.outcomes.splice(0, stream.outcomes.length - most);
  const due = stream.finished >= CALIBRATED_FROM && (stream.finished - CALIBRATED_FROM) % REFIT_AFTER === 0;
  if (due) stream.weights = fitted(stream.outcomes, stream.finished >= FINISHED_KEPT ? HELD_LOOSE : HELD_TIGHT);
}

/** Five weights by Newton's method on the logistic loss, with a ridge towards the model as it is. A step that makes it worse is halved. */
function fitted(outcomes: readonly number[], ridge: number): Calibration {
  let weights: Calibration = UNCALIBRATED;
  let loss = lossOf(outcomes, weights, ridge);
  for (let round = 0; round < ROUNDS; round++) {
    const step = stepFrom(outcomes, weights, ridge);
    for (let part = 1; part > SMALLEST; part /= 2) {
      const next = moved(weights, step, part);
      const better = lossOf(outcomes, next, ridge);
      if (better >= loss) continue;
      [weights, loss] = [next, better];
      break;
    }
  }
  return weights;
}

const moved = ([a, b, c, d, e]: Calibration, step: readonly number[], part: number): Calibration => [
  a - part * step[0]!,
  b - part * step[1]!,
  c - part * step[2]!,
  d - part * step[3]!,
  e - part * step[4]!,
];

function stepFrom(outcomes: readonly number[], weights: Calibration, ridge: number): number[] {
  const { slope, curve } = sums(outcomes, weights);
  for (let i = 0; i < 5; i++) {
    slope[i]! += ridge * (weights[i]! - UNCALIBRATED[i]!);
    curve[i]![i]! += ridge;
  }
  return eliminate(curve, slope);
}

function lossOf(outcomes: readonly number[], [a, b, c, d, e]: Calibration, ridge: number): number {
  const strain = a * a + (b - 1) * (b - 1) + c * c + d * d + e * e;
  let loss = (ridge / 2) * strain;
  for (let at = 0; at < outcomes.length; at += WIDTH) {
    const odds = a + b * outcomes[at]! + c * outcomes[at + 1]! + d * outcomes[at + 2]! + e * outcomes[at + 3]!;
    const chance = chanceOf(odds);
    loss -= Math.log(outcomes[at + 4] === 1 ? chance : 1 - chance);
  }
  return loss;
}

function sums(outcomes: readonly number[], weights: readonly number[]): { slope: number[]; curve: number[][] } {
  const slope = [0, 0, 0, 0, 0];
  const curve = slope.map(() => [0, 0, 0, 0, 0]);
  for (let at = 0; at < outcomes.length; at += WIDTH) {
    const row = [1, outcomes[at]!, outcomes[at + 1]!, outcomes[at + 2]!, outcomes[at + 3]!];
    const chance = chanceOf(row.reduce((sum, value, i) => sum + value * weights[i]!, 0));
    const error = chance - outcomes[at + 4]!;
    const bend = chance * (1 - chance);
    for (let i = 0; i < 5; i++) {
      slope[i]! += error * row[i]!;
      for (let j = 0; j < 5; j++) curve[i]![j]! += bend * row[i]! * row[j]!;
    }
  }
  return { slope, curve };
}

/** Solves five equations whose matrix is symmetric and positive; both are used up. */
function eliminate(matrix: number[][], right: number[]): number[] {
  for (let i = 0; i < 5; i++) {
    for (let j = i + 1; j < 5; j++) {
      const part = matrix[j]![i]! / matrix[i]![i]!;
      for (let k = i; k < 5; k++) matrix[j]![k]! -= part * matrix[i]![k]!;
      right[j]! -= part * right[i]!;
    }
  }
  for (let i = 4; i >= 0; i--) {
    for (let k = i + 1; k < 5; k++) right[i]! -= matrix[i]![k]! * right[k]!;
    right[i]! /= matrix[i]![i]!;
  }
  return right;
}
