/** Facts in columns: value `row` of each column is of the same thing, for rows below `count`. */
export interface Columns {
  count: number;
  at: Float64Array;
}

/** Told of one row. */
export type Told<C, T> = (columns: C, row: number) => T;

interface Part<C> {
  columns: C;
  /** Ascending. */
  rows: Int32Array;
}

/** Some rows of some columns, in their order. */
export class Rows<C extends Columns> {
  readonly length: number;
  readonly #parts: readonly Part<C>[];

  private constructor(parts: readonly Part<C>[]) {
    this.#parts = parts;
    this.length = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  }

  /** All rows of these columns for which the test holds. */
  static of<C extends Columns>(all: Iterable<C>, test: Told<C, boolean>): Rows<C> {
    const parts: Part<C>[] = [];
    for (const columns of all) parts.push({ columns, rows: picked(columns, allOf(columns.count), test) });
    return new Rows(parts);
  }

  where(test: Told<C, boolean>): Rows<C> {
    return new Rows(this.#parts.map(({ columns, rows }) => ({ columns, rows: picked(columns, rows, test) })));
  }

  each(visit: Told<C, void>): void {
    for (const { columns, rows } of this.#parts) for (let i = 0; i < rows.length; i++) visit(columns, rows[i]!);
  }
}

function allOf(count: number): Int32Array {
  const rows = new Int32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

function picked<C>(columns: C, rows: Int32Array, test: Told<C, boolean>): Int32Array {
  const found = new Int32Array(rows.length);
  let n = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (test(columns, row)) found[n++] = row;
  }
  return n === found.length ? found : found.slice(0, n);
}
