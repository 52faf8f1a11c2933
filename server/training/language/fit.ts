import { KEY_BITS } from '../../core/analysis/language/ngrams.ts';
import type { Example } from './examples.ts';

/** A linear model: for each key that it knows a row with a weight for each language. */
export interface Fitted {
  /** Sorted. */
  keys: Uint32Array;
  rows: Float32Array;
  languages: number;
}

/** An n-gram that turned up less often than this says nothing that would hold. */
const FEWEST = 6;
const ROUNDS = 3;
const RATE = 0.35;
/** Pulls weights towards nothing at each step, so that what seldom turns up stays modest. */
const DECAY = 1e-5;

/** How often each key turns up. */
function countKeys(examples: readonly Example[]): Uint32Array {
  const counts = new Uint32Array(1 << KEY_BITS);
  for (const { keys } of examples) for (let i = 0; i < keys.length; i++) counts[keys[i]!]!++;
  return counts;
}

/** Fits to all n-grams, keeps those that tell most, and fits again to those alone. */
export function fitKeeping(examples: readonly Example[], languages: number, most: number): Fitted {
  const counts = countKeys(examples);
  const known: number[] = [];
  for (let key = 0; key < counts.length; key++) if (counts[key]! >= FEWEST) known.push(key);
  const all = fitted(examples, Uint32Array.from(known), languages, 1);
  if (known.length <= most) return fitted(examples, all.keys, languages, ROUNDS);
  return fitted(examples, telling(all, counts, most), languages, ROUNDS);
}

/** The keys whose weights differ most between languages, times how often they turn up. */
function telling({ keys, rows, languages }: Fitted, counts: Uint32Array, most: number): Uint32Array {
  const worth = Float64Array.from(keys, (key, row) => spread(rows, row * languages, languages) * Math.sqrt(counts[key]!));
  const order = Uint32Array.from(keys.keys()).sort((a, b) => worth[b]! - worth[a]! || a - b);
  return Uint32Array.from(order.subarray(0, most), (row) => keys[row]!).sort();
}

function spread(rows: Float32Array, at: number, languages: number): number {
  let [sum, squares] = [0, 0];
  for (let i = at; i < at + languages; i++) {
    sum += rows[i]!;
    squares += rows[i]! * rows[i]!;
  }
  return Math.sqrt(squares - (sum * sum) / languages);
}

/** Multinomial logistic regression by AdaGrad, an example at a time, in the order in which they come. */
export function fitted(examples: readonly Example[], keys: Uint32Array, languages: number, rounds: number): Fitted {
  const place = new Int32Array(1 << KEY_BITS).fill(-1);
  for (let i = 0; i < keys.length; i++) place[keys[i]!] = i * languages;
  const rows = new Float32Array(keys.length * languages);
  const squares = new Float32Array(rows.length).fill(0.1);
  const found = new Int32Array(4096);
  const odds = new Float64Array(languages);
  for (let round = 0; round < rounds; round++) {
    for (const { keys: heard, language } of examples) {
      const many = find(heard, place, found);
      if (many === 0) continue;
      gradient(rows, found, many, odds, language);
      step(rows, squares, found, many, odds);
    }
  }
  return { keys, rows, languages };
}

function find(heard: Uint32Array, place: Int32Array, found: Int32Array): number {
  let many = 0;
  for (let i = 0; i < heard.length && many < found.length; i++) {
    const at = place[heard[i]!]!;
    if (at >= 0) found[many++] = at;
  }
  return many;
}

/** Long examples say the same thing many times over: beyond this many n-grams each counts for less. */
const FULL = 40;
const scaleOf = (many: number): number => (many > FULL ? FULL / many : 1);

/** Leaves in `odds` by how much each language was thought too likely. */
function gradient(rows: Float32Array, found: Int32Array, many: number, odds: Float64Array, language: number): void {
  odds.fill(0);
  for (let i = 0; i < many; i++) for (let l = 0, at = found[i]!; l < odds.length; l++, at++) odds[l]! += rows[at]!;
  const scale = scaleOf(many);
  let most = -Infinity;
  for (let l = 0; l < odds.length; l++) most = Math.max(most, scale * odds[l]!);
  let sum = 0;
  for (let l = 0; l < odds.length; l++) {
    odds[l] = Math.exp(scale * odds[l]! - most);
    sum += odds[l]!;
  }
  for (let l = 0; l < odds.length; l++) odds[l]! /= sum;
  odds[language]! -= 1;
  for (let l = 0; l < odds.length; l++) odds[l]! *= scale;
}

function step(rows: Float32Array, squares: Float32Array, found: Int32Array, many: number, odds: Float64Array): void {
  let off = 0;
  for (let l = 0; l < odds.length; l++) off = Math.max(off, Math.abs(odds[l]!));
  if (off < SMALL) return;
  for (let i = 0; i < many; i++) {
    for (let l = 0, at = found[i]!; l < odds.length; l++, at++) {
      const slope = odds[l]! + DECAY * rows[at]!;
      const square = squares[at]! + slope * slope;
      squares[at] = square;
      rows[at] = rows[at]! - (RATE * slope) / Math.sqrt(square);
    }
  }
}

/** Where an example is told as surely as this there is nothing to learn. */
const SMALL = 0.004;
