/**
 * Which accounts were heard before, in a fixed space: two generations of a Bloom filter. It may take a new account for a known one, in
 * fewer than one of ten, and never a known one for a new one until it was silent for a generation.
 */
export interface Accounts {
  young: Uint32Array;
  old: Uint32Array;
  /** Accounts in `young`. */
  count: number;
  /** Share of new accounts among those heard lately. */
  share: number;
}

const WORDS = 4096;
const BITS = WORDS * 32 - 1;
/** Accounts of a generation. */
export const GENERATION = 20_000;
/** Weight of one post in `share`. */
const WEIGHT = 0.005;
/** An account with fewer followers than this is as good as new. */
const FEW = 30;
/** Where this part of all accounts is new, as on a young server, being new says nothing. */
const ORDINARY = 0.4;

export const accounts = (): Accounts => ({ young: new Uint32Array(WORDS), old: new Uint32Array(WORDS), count: 0, share: 1 });

const bitsOf = (hash: number): [number, number] => [hash & BITS, (Math.imul(hash, 0x9e3779b1) >>> 8) & BITS];
const holds = (set: Uint32Array, [a, b]: [number, number]): boolean =>
  ((set[a >>> 5]! >>> (a & 31)) & (set[b >>> 5]! >>> (b & 31)) & 1) === 1;

function put(known: Accounts, bits: [number, number]): void {
  for (const bit of bits) known.young[bit >>> 5]! |= 1 << (bit & 31);
  known.count++;
  if (known.count < GENERATION) return;
  known.old = known.young;
  known.young = new Uint32Array(WORDS);
  known.count = 0;
}

/** Takes note of an account, and tells whether it looks new: hardly followed or, where nobody told, never heard before. */
export function meet(known: Accounts, hash: number, followers: number | undefined): boolean {
  const bits = bitsOf(hash);
  const young = holds(known.young, bits);
  const met = young || holds(known.old, bits);
  if (!young) put(known, bits);
  known.share += ((met ? 0 : 1) - known.share) * WEIGHT;
  return followers === undefined ? !met && known.share < ORDINARY : followers < FEW;
}
