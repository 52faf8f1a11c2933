/**
 * Counts in equal steps of time, the last `counts.length` of them. Plain data, so that it can be compared and kept in a snapshot.
 * Buckets are numbered from 1970 (`floor(at / step)`); a bucket older than the ring holds is forgotten, never folded into another.
 */
export interface Ring {
  /** Length of a bucket in milliseconds. */
  step: number;
  /** Number of the newest bucket; -1 while nothing was ever counted. */
  newest: number;
  counts: Uint32Array | Float64Array;
}

export const ring = (step: number, size: number): Ring => ({ step, newest: -1, counts: new Uint32Array(size) });

/** A ring of what is no whole number, such as an expectation. */
export const rateRing = (step: number, size: number): Ring => ({ step, newest: -1, counts: new Float64Array(size) });

const slot = (ring: Ring, bucket: number): number => bucket % ring.counts.length;

export const bucketOf = (ring: Ring, at: number): number => Math.floor(at / ring.step);

export function holds(ring: Ring, bucket: number): boolean {
  return bucket <= ring.newest && bucket > ring.newest - ring.counts.length && bucket >= 0;
}

/** Moves the newest bucket to the one that holds `at`; what falls out at the other end is forgotten. */
export function advance(ring: Ring, at: number): void {
  const bucket = bucketOf(ring, at);
  if (bucket <= ring.newest) return;
  const fresh = Math.min(bucket - Math.max(ring.newest, -1), ring.counts.length);
  for (let i = bucket - fresh + 1; i <= bucket; i++) ring.counts[slot(ring, i)] = 0;
  ring.newest = bucket;
}

/** Returns false when `at` is older than the ring holds; then nothing is counted. */
export function add(ring: Ring, at: number, amount = 1): boolean {
  advance(ring, at);
  const bucket = bucketOf(ring, at);
  if (!holds(ring, bucket)) return false;
  ring.counts[slot(ring, bucket)]! += amount;
  return true;
}

export function set(ring: Ring, at: number, value: number): void {
  advance(ring, at);
  const bucket = bucketOf(ring, at);
  if (holds(ring, bucket)) ring.counts[slot(ring, bucket)] = value;
}

/** 0 for a bucket that is not held. */
export function count(ring: Ring, bucket: number): number {
  return holds(ring, bucket) ? ring.counts[slot(ring, bucket)]! : 0;
}

/** Sum of the buckets `from` to `to`, both included. */
export function sum(ring: Ring, from: number, to: number): number {
  let total = 0;
  for (let bucket = Math.max(from, ring.newest - ring.counts.length + 1, 0); bucket <= Math.min(to, ring.newest); bucket++)
    total += ring.counts[slot(ring, bucket)]!;
  return total;
}

/** The buckets `from` to `to`, both included, oldest first; 0 where nothing is held. */
export function values(ring: Ring, from: number, to: number): number[] {
  const found: number[] = [];
  for (let bucket = from; bucket <= to; bucket++) found.push(count(ring, bucket));
  return found;
}
