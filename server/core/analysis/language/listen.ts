import { SCRIPT_OF } from '../text/scripts.ts';
import type { Ear } from './ear.ts';
import { EDGE } from './letters.ts';
import { keysOf, ngrams } from './ngrams.ts';

/** So far ahead of all others, in nats of support, a language stays ahead: the rest of the words is not listened to. */
const DECISIVE = 12;
/** The same where the network's tag says so too, and where it says otherwise. */
const CONFIRMED = 6;
const CONTESTED = 24;
/** How many more n-grams are heard, known or not, before it is asked again whether it is decided. */
const PATIENCE = 32;

/** Longest text that is listened to, in letters and edges. */
export const PAGE_BOUND = 160;
const keys = new Uint32Array(keysOf(PAGE_BOUND));

/**
 * Lets an ear hear the words of its own writing system on a page, until it is decided; `tagged` is the number of the language of the network's
 * tag, or -1. The ear's support tells what it heard; returns how many letters it was.
 */
export function listen(ear: Ear, letters: Uint16Array, length: number, script: number, tagged: number): number {
  ear.reset();
  let [heard, count] = [0, 0];
  for (let from = 0, to = 1; to < length; to++) {
    if (letters[to] !== EDGE) continue;
    if (SCRIPT_OF[letters[from + 1]!] === script) {
      count = ngrams(letters, from, to + 1, keys, count);
      heard += to - from - 1;
    }
    from = to;
    if (count < PATIENCE) continue;
    ear.hear(keys, count);
    count = 0;
    const ahead = ear.tell();
    if (ahead > (tagged < 0 ? DECISIVE : tagged === ear.best ? CONFIRMED : CONTESTED)) return heard;
  }
  ear.hear(keys, count);
  ear.tell();
  return heard;
}
