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
  farSilent: number;
}

/** Words remembered at a time, a power of two. */
export const WORDS_KEPT = 65_536;
/** So many with nearly the same hash are remembered together; one more takes the last place. */
const TOGETHER = 4;
/** Longer words are not remembered, in UTF-16 units. */
const LONGEST_KEPT = 40;

const kept: (Word | undefined)[] = new Array(WORDS_KEPT).fill(undefined);
/** Their hashes side by side, so that no word is looked at in vain. */
const hashes = new Int32Array(WORDS_KEPT);

/** FNV-1a, to be begun with `HASH_SEED` and fed one UTF-16 unit after the other. */
export const HASH_SEED = 0x811c9dc5;
export const hashOn = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/**
 * The word that stands in `text` from `at` to `end`. It is remembered, which changes nothing but the time it takes. `hash` is that of
 * its units.
 */
export function intern(text: string, at: number, end: number, hash: number): Word {
  if (end - at > LONGEST_KEPT) return make(text.slice(at, end));
  const first = (hash ^ (hash >>> 15)) & (WORDS_KEPT - TOGETHER);
  for (let place = first; place < first + TOGETHER; place++) {
    if (hashes[place] !== hash) continue;
    const word = kept[place];
    if (word !== undefined && isAt(word.text, text, at, end)) return place === first ? word : moveUp(place, word);
  }
  const word = make(copied(text, at, end));
  keep(freeFrom(first), hash, word);
  return word;
}

/** The first place that holds nothing, or else the last. */
function freeFrom(first: number): number {
  let place = first;
  while (place < first + TOGETHER - 1 && kept[place] !== undefined) place += 1;
  return place;
}

function keep(place: number, hash: number, word: Word): void {
  kept[place] = word;
  hashes[place] = hash;
}

/** A word that is met again moves one place up; the last place is where new ones come and go. */
function moveUp(place: number, word: Word): Word {
  const above = kept[place - 1];
  if (above === undefined) return word;
  const hash = hashes[place]!;
  keep(place, hashes[place - 1]!, above);
  keep(place - 1, hash, word);
  return word;
}

function isAt(known: string, text: string, at: number, end: number): boolean {
  if (known.length !== end - at) return false;
  for (let i = at; i < end; i++) if (text.charCodeAt(i) !== known.charCodeAt(i - at)) return false;
  return true;
}

/** A shorter slice is a copy anyway. */
const SLICED_FROM = 13;

/** Not a slice: that would keep the whole post alive. */
function copied(text: string, at: number, end: number): string {
  if (end - at < SLICED_FROM) return text.slice(at, end);
  const codes: number[] = [];
  for (let i = at; i < end; i++) codes.push(text.charCodeAt(i));
  return String.fromCharCode(...codes);
}

const make = (text: string): Word => ({
  text,
  folded: fold(text),
  loud: isLoud(text),
  heard: undefined,
  placeless: undefined,
  silent: 0,
  farSilent: 0,
});

const isLoud = (text: string): boolean => text.length > 2 && text === text.toUpperCase() && text !== text.toLowerCase();
