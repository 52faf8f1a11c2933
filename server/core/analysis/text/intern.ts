import type { Lists } from '../sentiment/valence.ts';
import { fold } from './fold.ts';

/** A word as it was written, with what is always the same about it: people use few words, again and again. */
export interface Word {
  /** As it was written. */
  text: string;
  /** In the form in which words are compared. */
  folded: string;
  /** Longer than two letters and all of them capitals. */
  loud: boolean;
  /** What its sentiment is made of. */
  heard?: Lists;
  /** The names of places that this word surely begins none of. */
  placeless?: unknown;
  /** The phrase trees, by their bits, in which no phrase begins with this word. */
  silent: number;
}

/** Words remembered at a time, a power of two. Of two with nearly the same hash both are kept; a third takes the place of the older. */
export const WORDS_KEPT = 32_768;
/** Longer words are not remembered, in UTF-16 units. */
const LONGEST_KEPT = 40;

const kept: (Word | undefined)[] = new Array(WORDS_KEPT).fill(undefined);

/** FNV-1a, to be begun with `HASH_SEED` and fed one UTF-16 unit after the other. */
export const HASH_SEED = 0x811c9dc5;
export const hashOn = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/**
 * The word that stands in `text` from `at` to `end`. It is remembered, which changes nothing but the time it takes. `hash` is that of
 * its units.
 */
export function intern(text: string, at: number, end: number, hash: number): Word {
  if (end - at > LONGEST_KEPT) return make(text.slice(at, end));
  const slot = (hash ^ (hash >>> 15)) & (WORDS_KEPT - 2);
  const newer = kept[slot];
  if (newer && isAt(newer.text, text, at, end)) return newer;
  const older = kept[slot + 1];
  const word = older && isAt(older.text, text, at, end) ? older : make(copied(text, at, end));
  kept[slot + 1] = newer;
  kept[slot] = word;
  return word;
}

function isAt(known: string, text: string, at: number, end: number): boolean {
  if (known.length !== end - at) return false;
  for (let i = at; i < end; i++) if (text.charCodeAt(i) !== known.charCodeAt(i - at)) return false;
  return true;
}

/** Not a slice: that would keep the whole post alive. */
function copied(text: string, at: number, end: number): string {
  const codes: number[] = [];
  for (let i = at; i < end; i++) codes.push(text.charCodeAt(i));
  return String.fromCharCode(...codes);
}

const make = (text: string): Word => ({ text, folded: fold(text), loud: isLoud(text), heard: undefined, placeless: undefined, silent: 0 });

const isLoud = (text: string): boolean => text.length > 2 && text === text.toUpperCase() && text !== text.toLowerCase();
