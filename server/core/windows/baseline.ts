import { count, sum } from './ring.ts';
import { DAY, HOUR, isLearnt, knownFrom, MINUTE, type Track } from './track.ts';

/** Length of the blocks that the recent level is read from, in minutes. */
const BLOCK = 5;
/** The recent level leaves out the last minutes, in which a surge may be building, and looks this far back. */
const LEAVE_OUT = 15;
const LOOK_BACK = 135;
/** How long a surge keeps the expectation from before it; after that what is seen is the new usual. */
export const FROZEN_FOR = 6 * HOUR;
/** Weight of the recent level against the season's, in mentions: keeps ratios of small counts near 1. */
const SHRINK = 6;
/** The season may move the recent level by this factor at most. */
const SEASON_BOUND = 2.5;

export interface Span {
  from: number;
  to: number;
}

const isBlind = (blind: readonly Span[], from: number, to: number): boolean => blind.some((span) => span.from < to && span.to > from);

/** Sums of the 5-minute blocks in which we listened, oldest first. */
function blocks(track: Track, now: number, blind: readonly Span[]): number[] {
  const end = Math.floor(now / MINUTE) - LEAVE_OUT;
  const found: number[] = [];
  for (let from = end - (LOOK_BACK - LEAVE_OUT); from + BLOCK <= end; from += BLOCK) {
    if (from * MINUTE < Math.floor(knownFrom(track) / MINUTE) * MINUTE) continue;
    if (isBlind(blind, from * MINUTE, (from + BLOCK) * MINUTE)) continue;
    const heard = sum(track.minutes, from, from + BLOCK - 1);
    // Before it was counted, nothing heard means not filled in (yet).
    if (heard > 0 || from * MINUTE >= track.since) found.push(heard);
  }
  return found;
}

const median = (sorted: readonly number[]): number => {
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};
const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;

/** Mean and dispersion of block sums with the peaks of past surges cut off. */
export function level(sums: readonly number[]): { rate: number; dispersion: number } {
  if (!sums.length) return { rate: 0, dispersion: 1 };
  const middle = median([...sums].sort((a, b) => a - b));
  const clipped = sums.map((value) => Math.min(value, middle * 2 + 3));
  const average = mean(clipped);
  const variance = mean(clipped.map((value) => (value - average) ** 2));
  return { rate: average / BLOCK, dispersion: Math.min(8, Math.max(1, average > 1 ? variance / average : 1)) };
}

/**
 * Mentions an hour usual at `at`, from the same hour of earlier days (of the same weekday when two weeks are known), or null. An hour
 * in which nothing was said counts only if somebody was counting.
 */
export function seasonal(track: Track, at: number): number | null {
  const step = at - 14 * DAY >= knownFrom(track) ? 7 * DAY : DAY;
  const examples: number[] = [];
  for (let back = step; back <= 28 * DAY && examples.length < 7 && at - back >= knownFrom(track); back += step) {
    const heard = hourly(track, at - back);
    if (heard > 0 || at - back >= track.since) examples.push(heard);
  }
  return examples.length ? median(examples.sort((a, b) => a - b)) : null;
}

/** The hours' counts joined by straight lines between their middles. */
function hourly(track: Track, at: number): number {
  const place = at / HOUR - 0.5;
  const bucket = Math.floor(place);
  const part = place - bucket;
  return count(track.hours, bucket) * (1 - part) + count(track.hours, bucket + 1) * part;
}

/** How much busier this time of day is than the stretch that the recent level was read from. */
function seasonRatio(track: Track, now: number): number {
  const here = seasonal(track, now);
  const before = seasonal(track, now - ((LEAVE_OUT + LOOK_BACK) / 2) * MINUTE);
  if (here === null || before === null) return 1;
  return Math.min(SEASON_BOUND, Math.max(1 / SEASON_BOUND, (here + SHRINK) / (before + SHRINK)));
}

/** Expected mentions a minute from `now` on, with their dispersion. `null` while too little was heard. */
export function expectation(track: Track, now: number, blind: readonly Span[]): { rate: number; dispersion: number } | null {
  if (!isLearnt(track, now)) return null;
  const sums = blocks(track, now, blind);
  const recent = level(sums);
  // After a night of deafness the last known level is all there is.
  if (sums.length < 3) return track.rate === null ? null : { rate: track.rate, dispersion: track.dispersion };
  const rate = recent.rate * seasonRatio(track, now);
  if (track.frozen && now - track.frozen.since < FROZEN_FOR)
    return { rate: Math.min(rate, track.frozen.rate), dispersion: track.dispersion };
  return { rate, dispersion: recent.dispersion };
}

/**
 * How far `seen` is above `expected`, in standard deviations of a count with this dispersion (Anscombe's variance-stabilising
 * square root, which stays honest for small counts).
 */
export const surprise = (seen: number, expected: number, dispersion: number): number =>
  (2 * (Math.sqrt(seen + 0.375) - Math.sqrt(expected + 0.375))) / Math.sqrt(dispersion);

/** The band in which counts around `expected` usually fall (2.5 deviations either side). */
export function band(expected: number, dispersion: number): { low: number; high: number } {
  const root = Math.sqrt(expected + 0.375);
  const reach = 1.25 * Math.sqrt(dispersion);
  return { low: Math.max(0, Math.max(0, root - reach) ** 2 - 0.375), high: (root + reach) ** 2 - 0.375 };
}
