import { EDGE } from './letters.ts';

/** Longest word, in letters, that is known as a whole. */
const LONGEST_WHOLE = 12;
/** Shortest one: shorter ones are the same as their n-grams. */
const SHORTEST_WHOLE = 3;
/** Letters beyond these tell languages apart by themselves (ø, ß, ў, گ). */
const PLAIN = 0x7f;

/** Bits of a key: few enough that sorted keys pack well, so many that two n-grams seldom share one. */
export const KEY_BITS = 24;

/** Mixes a number to a key. */
function mixed(hash: number): number {
  let mix = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  mix = Math.imul(mix ^ (mix >>> 13), 0x297a2d39);
  return (mix ^ (mix >>> 16)) >>> (32 - KEY_BITS);
}

/** Most keys of a word with so many letters and edges. */
export const keysOf = (length: number): number => 3 * length + 1;

/**
 * Writes the keys of a word's n-grams to `keys`, from place `count` on, and returns the place behind the last: three and four letters
 * each, edges counting as letters, the whole word, and single letters that not every language has. `letters` from `from` to `to` hold the
 * word with its edges, or a part of a word without.
 */
export function ngrams(letters: Uint16Array, from: number, to: number, keys: Uint32Array, count: number): number {
  let next = count;
  let [a, b, c] = [0, 0, 0];
  let whole = 0x1505;
  for (let i = from; i < to; i++) {
    const d = letters[i]!;
    whole = Math.imul(whole ^ d, 0x01000193);
    if (d > PLAIN) keys[next++] = mixed(Math.imul(d, 0x3c6ef372));
    const three = Math.imul(b, 0x9e3779b1) + Math.imul(c, 0x85ebca77) + Math.imul(d, 0xc2b2ae3d);
    if (b > 0) keys[next++] = mixed(three);
    if (a > 0) keys[next++] = mixed(three + Math.imul(a, 0x27d4eb2f) + 1);
    [a, b, c] = [b, c, d];
  }
  const length = to - from - 2;
  if (length >= SHORTEST_WHOLE && length <= LONGEST_WHOLE && letters[from] === EDGE && c === EDGE) keys[next++] = mixed(whole ^ 0x5bd1e995);
  return next;
}
