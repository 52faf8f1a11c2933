import { overshoot, type Past, past, quantile, remember, shareBelow } from './past.ts';

/**
 * How rare it is that so much is said: each count is weighed against the stream's own past, over spans of 5 minutes to 2 h 40, and the
 * answer is a probability that means the same on a stream of two posts an hour and on one of two thousand a minute.
 *
 * Over each span the logarithm of the mean count is held against its median of the last weeks. Beyond the 99th percentile of the past
 * distances the tail is taken to be exponential (peaks over threshold, Pickands 1975; in logarithms this is Hill's estimator of a
 * power law). The spans' evidence, -log10 of the chance of at least that much, is averaged: what is both high and lasting counts most.
 */

/** Spans in minutes: each is double the one before. */
export const SPANS = [5, 10, 20, 40, 80, 160] as const;
const MINUTES_OF_DAY = 1440;

/** The settings that were chosen on measurements; every other number follows from what it names. */
export const TUNING = {
  /** How long what was seen weighs, in days: for the level that is usual, and for how far it is left. */
  levelDays: 14,
  tailDays: 21,
  /** Posts added to every mean, so that one post in a quiet stream is no surge. */
  ground: 2,
  /** Beyond this share of the past the tail begins. */
  edge: 0.99,
  /** A surge is told once; for this long only one with more evidence, by so many powers of ten, is another. */
  onceHours: 16,
  again: 0.2,
};
export type Tuning = typeof TUNING;

/** Slope of a tail before its stream has shown one, counted as so many values: of distances, and of evidence. */
const PRIOR = { values: 15, distance: 0.4 };
const EVIDENCE_PRIOR = { values: 30, slope: 0.25 };
/** Values seen before a level is known, before a tail is, and before the answer is calibrated. */
const LEVEL_AFTER = 60;
const TAIL_AFTER = 200;
export const LEARNT_AFTER = 300;
/** Evidence from which on a surge is rarer than one value in a thousand, on any stream; the further digits order such surges. */
const RARE = 1.8;
/** Beyond this share evidence has a tail, and a surge that was told scores at most so much. */
const TAIL = 0.99;
const TOLD = 0.9989;

/** One span's past. `edge` and `slope` of the tail, and the level, are as they were after the newest value was learnt. */
interface Span {
  heights: Past;
  distances: Past;
  level: number;
  edge: number;
  slope: number;
}

export interface Rarity {
  /** Minutes between two values. */
  step: number;
  /** Values learnt so far. */
  seen: number;
  spans: Span[];
  evidence: Past;
  /** The heights of evidence that no later one passed, falling, oldest first: at most one a value of the last `onceHours`. */
  passed: { at: number; evidence: number }[];
}

export interface Look {
  /** Mentions a step that are usual; null while learning. */
  expected: number | null;
  /** Mean over the spans of -log10 of the chance of at least so much. */
  evidence: number;
  /** 1 minus the share of values that are at least as unusual, by the stream's own past; 0 while learning. */
  score: number;
  /** The same, but a surge that was told is held below 0.999 until it grows by the factor or `onceHours` have passed. */
  fresh: number;
}

/** `step` is in minutes; a step longer than a span stands for it. */
export const rarity = (step: number): Rarity => ({
  step,
  seen: 0,
  spans: spanSteps(step).map(() => ({ heights: past(), distances: past(), level: 0, edge: 0, slope: 1 })),
  evidence: past(),
  passed: [],
});

/** The spans as numbers of steps, without those that this step cannot tell apart. */
export const spanSteps = (step: number): number[] => [...new Set(SPANS.map((minutes) => Math.max(1, Math.round(minutes / step))))];

/** How unusual these mean counts a step are; one for each of `spanSteps`, newest value included. Changes nothing. */
export function weigh(rarity: Rarity, means: readonly number[], tuning = TUNING): Look {
  const shortest = rarity.spans[0];
  const expected = shortest && rarity.seen >= LEVEL_AFTER ? Math.max(0, Math.exp(shortest.level) - tuning.ground) : null;
  if (rarity.seen < TAIL_AFTER) return { expected, evidence: 0, score: 0, fresh: 0 };
  const evidence = evidenceOf(rarity, means, tuning);
  if (rarity.seen < LEARNT_AFTER) return { expected, evidence, score: 0, fresh: 0 };
  const score = scoreOf(rarity, evidence);
  return { expected, evidence, score, fresh: isFresh(rarity, evidence, tuning) ? score : Math.min(score, TOLD) };
}

/** Takes a value into the past; `means` as for `weigh`. Returns how it stood against the past before it. */
export function learn(rarity: Rarity, means: readonly number[], tuning = TUNING): Look {
  const look = weigh(rarity, means, tuning);
  if (rarity.seen >= TAIL_AFTER) learnEvidence(rarity, look.evidence, tuning);
  const day = MINUTES_OF_DAY / rarity.step;
  for (const [i, span] of rarity.spans.entries()) learnSpan(rarity, span, Math.log((means[i] ?? 0) + tuning.ground), day, tuning);
  rarity.seen += 1;
  return look;
}

function learnSpan(rarity: Rarity, span: Span, height: number, day: number, tuning: Tuning): void {
  if (rarity.seen >= LEVEL_AFTER) remember(span.distances, height - span.level, tuning.tailDays * day);
  remember(span.heights, height, tuning.levelDays * day);
  span.level = quantile(span.heights, 0.5);
  if (rarity.seen < LEVEL_AFTER) return;
  span.edge = quantile(span.distances, tuning.edge);
  span.slope = Math.max(0.03, overshoot(span.distances, span.edge, PRIOR.values, PRIOR.distance));
}

function evidenceOf(rarity: Rarity, means: readonly number[], tuning: Tuning): number {
  let total = 0;
  for (const [i, span] of rarity.spans.entries()) total += spanEvidence(span, Math.log((means[i] ?? 0) + tuning.ground), tuning);
  return total / rarity.spans.length;
}

/** -log10 of the chance of at least this height: counted below the edge, by the tail's slope above it. */
function spanEvidence(span: Span, height: number, tuning: Tuning): number {
  const distance = height - span.level;
  if (distance <= span.edge) return -Math.log10(Math.max(1 - shareBelow(span.distances, distance), 1 - tuning.edge));
  return -Math.log10(1 - tuning.edge) + (distance - span.edge) / span.slope / Math.LN10;
}

function learnEvidence(rarity: Rarity, evidence: number, tuning: Tuning): void {
  remember(rarity.evidence, evidence, (tuning.tailDays * MINUTES_OF_DAY) / rarity.step);
  while (rarity.passed.length && rarity.passed.at(-1)!.evidence <= evidence) rarity.passed.pop();
  rarity.passed.push({ at: rarity.seen, evidence });
  const until = rarity.seen - (tuning.onceHours * 60) / rarity.step;
  while (rarity.passed[0] && rarity.passed[0].at < until) rarity.passed.shift();
}

/** More than anything in the last `onceHours`. */
const isFresh = ({ passed }: Rarity, evidence: number, { again }: Tuning): boolean =>
  passed.length === 0 || evidence > passed[0]!.evidence + again;

/** The score of evidence: by rank, by the tail of ranks, and in its last thousandth by the evidence itself, alike on every stream. */
function scoreOf({ evidence: seen }: Rarity, evidence: number): number {
  if (evidence >= RARE) return 1 - 10 ** -(3 + evidence - RARE);
  const edge = quantile(seen, TAIL);
  if (evidence <= edge) return Math.min(TAIL, shareBelow(seen, evidence));
  const slope = overshoot(seen, edge, EVIDENCE_PRIOR.values, EVIDENCE_PRIOR.slope);
  return Math.min(0.999, 1 - (1 - TAIL) * Math.exp(-(evidence - edge) / slope));
}
