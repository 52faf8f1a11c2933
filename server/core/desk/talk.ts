import type { Words } from './report/words.ts';

/** In `parent`: it answers nothing; it answers what is not here. */
export const ANSWERS_NOTHING = -1;
export const NOT_HERE = -2;

/** Posts in columns, each at its place. Times are ms since 1970 UTC; words and lists of words are numbers. */
export interface Talk {
  count: number;
  at: Float64Array;
  /** Place of the post that it answers, or one of the above. */
  parent: Int32Array;
  /** The account of ours that wrote it, as it writes itself; 0: a customer's. */
  speaker: Uint32Array;
  network: Uint32Array;
  /** A list: the handles that it names. */
  handles: Uint32Array;
  signature: Uint32Array;
  words: Words;
  /** Of two posts of the same time, by their places: whether the id of the first is the lower one. */
  isLower(a: number, b: number): boolean;
}

/** Our direct answers to posts, in no order. */
export class Answers {
  readonly #first: Int32Array;
  readonly #next: Int32Array;

  /** Only those for which the test holds. */
  constructor({ count, parent, speaker }: Talk, test: (place: number) => boolean) {
    this.#first = new Int32Array(count).fill(-1);
    this.#next = new Int32Array(count);
    for (let place = 0; place < count; place++) {
      const above = parent[place]!;
      if (above < 0 || speaker[place] === 0 || !test(place)) continue;
      this.#next[place] = this.#first[above]!;
      this.#first[above] = place;
    }
  }

  /** The best of the answers to a post for which the test holds; -1 without any. */
  best(post: number, test: (answer: number) => boolean, isBetter: (a: number, b: number) => boolean): number {
    let best = -1;
    for (let answer = this.#first[post]!; answer >= 0; answer = this.#next[answer]!)
      if (test(answer) && (best < 0 || isBetter(answer, best))) best = answer;
    return best;
  }
}
