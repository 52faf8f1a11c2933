import { hearFeatures } from '../../core/analysis/sentiment/features.ts';
import { wordFeatures } from '../../core/analysis/sentiment/word-features.ts';
import type { Example } from './examples.ts';
import type { Rows } from './fit.ts';

/** Numbers that grow as they are filled. */
class Growing<T extends Uint32Array | Float32Array> {
  length = 0;
  private kept: T;
  private readonly make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.make = make;
    this.kept = make(1 << 20);
  }

  push(value: number): void {
    if (this.length === this.kept.length) {
      const wider = this.make(this.length * 2);
      wider.set(this.kept);
      this.kept = wider;
    }
    this.kept[this.length++] = value;
  }

  taken = (): T => this.kept.subarray(0, this.length) as T;
}

/** The features of every example, hashed into `columns` columns: a power of two. */
export function rowsOf(examples: readonly Example[], columns: number): Rows {
  const places = new Growing((length) => new Uint32Array(length));
  const values = new Growing((length) => new Float32Array(length));
  const from = new Uint32Array(examples.length + 1);
  const put = (feature: number, value: number) => {
    places.push((feature & (columns - 1)) >>> 0);
    values.push(value);
  };
  examples.forEach(({ tokens, language }, i) => {
    hearFeatures(tokens, language, { put, word: (lists, negated) => wordFeatures(lists, negated, put) });
    from[i + 1] = places.length;
  });
  return { from, columns: places.taken(), values: values.taken(), labels: Uint8Array.from(examples, ({ label }) => label) };
}
