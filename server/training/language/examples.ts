import { EDGE, type Page, write } from '../../core/analysis/language/letters.ts';
import { keysOf, ngrams } from '../../core/analysis/language/ngrams.ts';
import { WEIGHT } from '../../core/analysis/text/scripts.ts';
import { STRAY } from './hand.ts';
import type { Piece } from './pieces.ts';
import type { Pool } from './pools.ts';

/** What an ear is taught from: the keys of the n-grams of something said, and the number of the language it is in. */
export interface Example {
  keys: Uint32Array;
  language: number;
  letters: number;
}

type Chance = () => number;

/** How likely an example is made from each part of a pool that has something. */
const MIX = { posts: 5, ranked: 3, sentences: 1.2, small: 0.6, pieces: 1.2 } as const;
const PARTS = ['posts', 'ranked', 'sentences', 'small', 'pieces'] as const;

const one = <T>(from: readonly T[], chance: Chance): T => from[Math.floor(chance() * from.length)]!;

/** How often a word is taken as if all were as frequent: lists end where the rare words begin, of which a text has its share. */
const RARE = 0.2;

/** The n-th word of a list turns up 1/n as often as the first. */
function frequent(list: readonly string[], chance: Chance): string {
  if (chance() < RARE) return one(list, chance);
  return list[Math.floor((list.length + 1) ** chance()) - 1] ?? list[0]!;
}

/** How many words are said: two or three in a quarter of all, more than nine in a third. */
function howMany(chance: Chance): number {
  const kind = chance();
  if (kind < 0.25) return 1 + Math.floor(3 * chance());
  return kind < 0.67 ? 4 + Math.floor(6 * chance()) : 10 + Math.floor(9 * chance());
}

function windowOf(words: readonly string[], many: number, chance: Chance): string[] {
  const from = Math.floor(chance() * Math.max(1, words.length - many + 1));
  return words.slice(from, from + many);
}

/** Which part of the pool to take from. */
function part(pool: Pool, chance: Chance): (typeof PARTS)[number] {
  const parts = PARTS.filter((name) => pool[name].length > 0);
  let left = chance() * parts.reduce((sum, name) => sum + MIX[name], 0);
  for (const name of parts) {
    left -= MIX[name];
    if (left < 0) return name;
  }
  return parts[0]!;
}

/** A word with its edges; pieces of words have those that they have. */
export const edged = (word: string): string => ` ${word} `;

function words(pool: Pool, chance: Chance): string[] {
  const many = howMany(chance);
  const from = part(pool, chance);
  if (from === 'pieces') return Array.from({ length: 3 * many }, () => piece(pool.pieces, chance).text);
  return wholeWords(pool, from, many, chance).map(edged);
}

function wholeWords(pool: Pool, from: Exclude<(typeof PARTS)[number], 'pieces'>, many: number, chance: Chance): string[] {
  if (from === 'posts' || from === 'sentences') return windowOf(one(pool[from], chance), many, chance);
  const list = from === 'small' ? undefined : one(pool.ranked, chance);
  return Array.from({ length: many }, () => (list ? frequent(list, chance) : one(pool.small, chance)));
}

/** A piece that says e times as much turns up so much more often, in the database's own units. */
const WORTH = 30;

/** The better of a few pieces, by what they say: close to how often they are said. */
function piece(pieces: readonly Piece[], chance: Chance): Piece {
  let picked = one(pieces, chance);
  while (chance() > Math.exp((picked.weight - 140) / WORTH)) picked = one(pieces, chance);
  return picked;
}

const unaccented = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o');

/** What happens to words in posts: accents are left out, names of products and English words stray in. */
function mangled(said: string[], other: readonly string[] | undefined, chance: Chance): string[] {
  let heard = said;
  if (chance() < 0.12) heard = heard.map(unaccented);
  if (chance() < 0.12) heard = [...heard, edged(one(STRAY, chance))];
  if (other && said.length > 4 && chance() < 0.08) heard = [...heard, edged(frequent(other, chance)), edged(frequent(other, chance))];
  return heard;
}

const page: Page = { letters: new Uint16Array(4096), length: 0, weights: new Uint32Array(WEIGHT.length) };
const keys = new Uint32Array(keysOf(4096));

/** What is heard of these words, which have their edges with them, in the form in which a post is heard. */
export function exampleOf(said: readonly string[], language: number): Example {
  let count = 0;
  let letters = 0;
  for (const word of said) {
    page.letters[0] = EDGE;
    page.length = 1;
    write(page, word.trim(), WEIGHT);
    if (page.length === 1) continue;
    letters += page.length - 2;
    count = ngrams(page.letters, word.startsWith(' ') ? 0 : 1, word.endsWith(' ') ? page.length : page.length - 1, keys, count);
    if (count > 1500) break;
  }
  return { keys: keys.slice(0, count), language, letters };
}

/** So many examples of a language. `other` are English words, which stray into all others. */
export function examplesOf(pool: Pool, language: number, many: number, other: readonly string[] | undefined, chance: Chance): Example[] {
  const made: Example[] = [];
  for (let i = 0; i < many; i++) {
    const said = mangled(words(pool, chance), other, chance);
    made.push(exampleOf(said, language));
  }
  return made;
}
