import { SCRIPT_OF } from '../text/scripts.ts';

/** What stands before and after each word among its letters. */
export const EDGE = 0x20;
const APOSTROPHE = 0x27;

/** How far capitals are known; beyond stand systems that have none. */
const CASED = 0x2000;
const ALIKE: readonly (readonly [string, string])[] = [
  ['ş', 'ș'],
  ['ţ', 'ț'],
];

/** The small letter of each UTF-16 unit, and one of two that are written for the same; 0 for what is no letter of a word. */
const SMALL = smallLetters();

function smallLetters(): Uint16Array {
  const small = new Uint16Array(0x10000);
  for (let code = 0; code < small.length; code++) {
    if (SCRIPT_OF[code]! > 0) small[code] = code < CASED ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : code;
  }
  for (const [from, to] of ALIKE) small[from.charCodeAt(0)] = to.charCodeAt(0);
  small[APOSTROPHE] = APOSTROPHE;
  small[0x2019] = APOSTROPHE;
  dropPoints(small);
  return small;
}

/** Arabic points and the stretching stroke are written by some and left out by others. */
function dropPoints(small: Uint16Array): void {
  small.fill(0, 0x610, 0x61b);
  small.fill(0, 0x64b, 0x660);
  small[0x640] = 0;
}

/** Letters of a text in small, each word between edges, and how much of them is in each writing system. */
export interface Page {
  letters: Uint16Array;
  /** How many of `letters` are in use. */
  length: number;
  weights: Uint32Array;
}

/**
 * Writes a word and the edge behind it; three or more times the same letter count as two. Returns whether all of it could be read as
 * it stands: accents apart from their letters and fancy alphabets cannot.
 */
export function write(page: Page, word: string, weight: Uint8Array): boolean {
  const { letters, weights } = page;
  let length = page.length;
  let plain = true;
  const most = Math.min(word.length, letters.length - length - 1);
  for (let i = 0; i < most; i++) {
    const code = word.charCodeAt(i);
    const script = SCRIPT_OF[code]!;
    weights[script]! += weight[script]!;
    const small = SMALL[code]!;
    if (small === 0) plain &&= !isOdd(code);
    else if (small !== letters[length - 1] || small !== letters[length - 2]) letters[length++] = small;
  }
  if (length > page.length) letters[length++] = EDGE;
  page.length = length;
  return plain;
}

/** Loose accents, letters in other forms (full or half width, Arabic joined ones), and the upper halves of pairs. */
function isOdd(code: number): boolean {
  return (code >= 0x300 && code <= 0x36f) || (code >= 0xd800 && code <= 0xdbff) || code >= 0xfb00;
}
