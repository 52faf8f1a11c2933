/** As `record` wrote it, with its number. */
export interface Row {
  seq: number;
  body: string;
}

/** Most entries kept, and most UTF-16 units of them. */
export const NEWEST_KEPT = 2_000;
export const NEWEST_UNITS = 4_000_000;

/**
 * The newest entries as they were written, so that whoever follows closely need not read them from the file. Everything after
 * `since` is here, without gaps.
 */
export class Newest {
  #rows: Row[] = [];
  #units = 0;
  #since: number;

  constructor(since: number) {
    this.#since = since;
  }

  /** Numbers must rise. */
  add(row: Row): void {
    this.#rows.push(row);
    this.#units += row.body.length;
    if (this.#rows.length > 2 * NEWEST_KEPT || this.#units > NEWEST_UNITS) this.#letGo();
  }

  /** The older half leaves at once: taking off one for each that comes would move all the others. */
  #letGo(): void {
    const gone = this.#rows.splice(0, Math.ceil(this.#rows.length / 2));
    this.#since = gone.at(-1)!.seq;
    this.#units = this.#rows.reduce((sum, { body }) => sum + body.length, 0);
  }

  /** At most `limit` after `seq`, or null when some of them may be in the file alone. */
  after(seq: number, limit: number): Row[] | null {
    if (seq < this.#since) return null;
    const from = this.#firstAfter(seq);
    return this.#rows.slice(from, from + limit);
  }

  #firstAfter(seq: number): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#rows[middle]!.seq <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Something up to `last` was changed in the file: what is here is not trusted any more. */
  forget(last: number): void {
    this.#rows = [];
    this.#units = 0;
    this.#since = last;
  }
}
