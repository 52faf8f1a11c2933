import { type Rarity, rarity } from './rarity.ts';
import { add, advance, type Ring, rateRing, ring, sum } from './ring.ts';

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** Minutes kept of every count: a day, so that a source that catches up fills them in. */
export const MINUTES_KEPT = 1440;
/** Hours kept: four weeks, so that a weekday's hour has four examples. */
export const HOURS_KEPT = 24 * 28;
/** Minutes of expectation kept, for the band on the wall. */
export const EXPECTED_KEPT = 240;

/** One thing counted over time (a watch's mentions, say), with what was expected of it. */
export interface Track {
  minutes: Ring;
  hours: Ring;
  /** Expected count of each minute, as it was known when that minute began; 0 until something was learnt. */
  expected: Ring;
  /** Expected mentions a minute from the present minute on; null while too little was heard to say. */
  rate: number | null;
  /** Variance over mean of what is usual: 1 for independent posts, more when they come in bursts. */
  dispersion: number;
  /** Since when it is counted: from then on nothing heard means nothing said. */
  since: number;
  /** When the first post that is still held was posted: history that was filled in lies before `since`. */
  firstAt: number | null;
  /** While a surge lasts, the expectation from before it is kept, so that the surge does not become usual. */
  frozen: { since: number; rate: number } | null;
  /** How rare which counts are on it, learnt from every five minutes. */
  rarity: Rarity;
}

export const track = (since: number): Track => ({
  minutes: ring(MINUTE, MINUTES_KEPT),
  hours: ring(HOUR, HOURS_KEPT),
  expected: rateRing(MINUTE, EXPECTED_KEPT),
  rate: null,
  dispersion: 1,
  since,
  firstAt: null,
  frozen: null,
  rarity: rarity(5),
});

export function tally(track: Track, at: number, amount = 1): void {
  add(track.minutes, at, amount);
  const held = add(track.hours, at, amount);
  if (held && (track.firstAt === null || at < track.firstAt)) track.firstAt = at;
}

export function advanceTrack(track: Track, now: number): void {
  advance(track.minutes, now);
  advance(track.hours, now);
}

/** Mentions in the last `minutes` whole minutes and the running one. */
export function recent(track: Track, now: number, minutes: number): number {
  const bucket = Math.floor(now / MINUTE);
  return sum(track.minutes, bucket - minutes, bucket);
}

/** About what the last sixty seconds held: the running minute, and of the one before the part that is not yet over. */
export function lately(minutes: Ring, now: number): number {
  const bucket = Math.floor(now / MINUTE);
  const part = now / MINUTE - bucket;
  return Math.round(sum(minutes, bucket, bucket) + sum(minutes, bucket - 1, bucket - 1) * (1 - part));
}

/** Expected mentions in the last `minutes` whole minutes and the part of the running one that has passed; `null` while unknown. */
export function expectedRecent(track: Track, now: number, minutes: number): number | null {
  const bucket = Math.floor(now / MINUTE);
  return track.rate === null ? null : track.rate * (minutes + (now - bucket * MINUTE) / MINUTE);
}

/** History a track needs before anything is said about what is usual. */
export const LEARN_FOR = 45 * MINUTE;

/** From when on the recent past is known. */
export const knownFrom = (track: Track): number => Math.min(track.since, track.firstAt ?? track.since);

export const isLearnt = (track: Track, now: number): boolean => now - knownFrom(track) >= LEARN_FOR;
