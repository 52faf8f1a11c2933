import { KEY_BITS } from './ngrams.ts';

/** What one ear was taught: the languages of one writing system, and what each n-gram says for each. */
export interface Lesson {
  languages: readonly string[];
  /** How many n-grams are known. */
  grams: number;
  /** Weights are whole numbers from 0 to 255; NEUTRAL says nothing, and one step is so many nats. */
  step: number;
}

/** The weight of an n-gram that says nothing for a language. */
export const NEUTRAL = 128;
/** Sums of so many weights stay under 2^16, and two fit into one number. */
const MOST_GRAMS = 256;

/** Bytes of a gap between two keys. */
export const GAP = 3;

/** Keys lie in buckets by their upper bits, about as many as keys; the lower bits are what is left, and fit into two bytes. */
const lowBits = (grams: number): number => Math.min(16, Math.max(9, KEY_BITS - Math.ceil(Math.log2(Math.max(2, grams)))));

/** Rows are as long as a whole number of 32-bit words holds. */
export const widthOf = (languages: number): number => (languages + 3) >> 2;

/** Numbers of a lesson: gaps between the sorted keys, three bytes each, then a row of weights for each key, in that order. */
export const bytesOf = ({ languages, grams }: Lesson): number => grams * (GAP + 4 * widthOf(languages.length));

/** Hears which language of one writing system the n-grams of a text are from. Holds the sums of one text at a time. */
export class Ear {
  readonly languages: readonly string[];
  /** Support for each language, in nats, after `tell`. */
  readonly support: Float64Array;
  /** How many known n-grams were heard. */
  heard = 0;
  /** Number of the language with most support, after `tell`. */
  best = 0;
  private readonly step: number;
  private readonly width: number;
  private readonly low: number;
  private readonly starts: Uint16Array;
  private readonly lows: Uint16Array;
  private readonly rows: Int32Array;
  private readonly sums: Int32Array;
  private readonly found = new Int32Array(MOST_GRAMS);

  constructor(lesson: Lesson, numbers: Uint8Array) {
    this.languages = lesson.languages;
    this.step = lesson.step;
    this.width = widthOf(lesson.languages.length);
    this.support = new Float64Array(lesson.languages.length);
    this.sums = new Int32Array(2 * this.width);
    this.low = lowBits(lesson.grams);
    this.starts = new Uint16Array((1 << (KEY_BITS - this.low)) + 1);
    this.lows = new Uint16Array(lesson.grams);
    this.readKeys(numbers, lesson.grams);
    this.rows = readRows(numbers.subarray(GAP * lesson.grams), lesson.grams * this.width);
  }

  private readKeys(numbers: Uint8Array, grams: number): void {
    const { low, starts, lows } = this;
    let [key, bucket] = [0, 0];
    for (let gram = 0; gram < grams; gram++) {
      key += numbers[GAP * gram]! + 256 * numbers[GAP * gram + 1]! + 65536 * numbers[GAP * gram + 2]!;
      while (bucket <= key >>> low) starts[bucket++] = gram;
      lows[gram] = key & ((1 << low) - 1);
    }
    starts.fill(grams, bucket);
  }

  /** Forgets the text of before. */
  reset(): void {
    this.sums.fill(0);
    this.heard = 0;
  }

  /** Adds what the n-grams with these keys say, as far as they are known. */
  hear(keys: Uint32Array, count: number): void {
    const known = this.find(keys, Math.min(count, MOST_GRAMS));
    for (let column = 0; column < this.width; column++) this.add(column, known);
  }

  /** Puts the places of the rows of those keys that are known into `found`, and returns how many there are. */
  private find(keys: Uint32Array, count: number): number {
    const { low, starts, lows, found, width } = this;
    const mask = (1 << low) - 1;
    const room = MOST_GRAMS - this.heard;
    let known = 0;
    for (let i = 0; i < count; i++) {
      const key = keys[i]!;
      const end = starts[(key >>> low) + 1]!;
      let gram = starts[key >>> low]!;
      while (gram < end && lows[gram] !== (key & mask)) gram++;
      if (gram < end && known < room) found[known++] = gram * width;
    }
    this.heard += known;
    return known;
  }

  /** Adds four languages at a time: each sum holds two, as its halves. */
  private add(column: number, known: number): void {
    const { rows, found, sums } = this;
    let [even, odd] = [sums[2 * column]!, sums[2 * column + 1]!];
    for (let i = 0; i < known; i++) {
      const four = rows[found[i]! + column]!;
      even = (even + (four & 0x00ff00ff)) | 0;
      odd = (odd + ((four >>> 8) & 0x00ff00ff)) | 0;
    }
    sums[2 * column] = even;
    sums[2 * column + 1] = odd;
  }

  /** Brings `support` up to what was heard; returns by how much the best language is ahead of the next, in nats. */
  tell(): number {
    const { sums, support, step, heard } = this;
    let [most, next] = [-Infinity, -Infinity];
    for (let i = 0; i < support.length; i++) {
      const pair = sums[2 * (i >> 2) + (i & 1)]!;
      const sum = (i & 2) === 0 ? pair & 0xffff : pair >>> 16;
      const value = (sum - NEUTRAL * heard) * step;
      support[i] = value;
      if (value > most) {
        next = most;
        most = value;
        this.best = i;
      } else if (value > next) next = value;
    }
    return most - next;
  }
}

function readRows(numbers: Uint8Array, words: number): Int32Array {
  const rows = new Int32Array(words);
  for (let i = 0, at = 0; i < words; i++, at += 4) {
    rows[i] = numbers[at]! | (numbers[at + 1]! << 8) | (numbers[at + 2]! << 16) | (numbers[at + 3]! << 24);
  }
  return rows;
}
