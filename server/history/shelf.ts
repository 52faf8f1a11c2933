import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { deserialize, serialize } from 'node:v8';
import type { HeldWords } from '../core/desk/report/words.ts';

/** Of the columns of cases, replies and posts: raise it when one of them changes, and what is stored is made anew. */
const FORMAT = 1;

/** Columns of a day, with the words that stand in them as numbers. */
export interface Shelved<C> {
  columns: C;
  words: HeldWords;
}

/**
 * Columns of whole days, stored as they are in memory beside the rows that they were made of: to take them from here takes a tenth of
 * the time that reading the rows does. They are only put here when somebody asked for that day, and thrown away when one of its rows changes.
 */
export class Shelf<C extends object> {
  readonly #kind: number;
  readonly #days = new Set<number>();
  readonly #all: StatementSync;
  readonly #take: StatementSync;
  readonly #put: StatementSync;
  readonly #drop: StatementSync;

  constructor(db: DatabaseSync, kind: number) {
    this.#kind = kind;
    this.#all = db.prepare('SELECT day FROM shelved WHERE kind = ?');
    this.#take = db.prepare('SELECT columns FROM shelved WHERE kind = ? AND day = ?');
    this.#put = db.prepare(`INSERT OR REPLACE INTO shelved VALUES (?, ?, ${FORMAT}, ?)`);
    this.#drop = db.prepare('DELETE FROM shelved WHERE kind = ? AND day = ?');
    db.prepare('DELETE FROM shelved WHERE kind = ? AND format <> ?').run(kind, FORMAT);
    this.look();
  }

  /** Which days are here, after a step that was undone. */
  look(): void {
    this.#days.clear();
    for (const { day } of this.#all.all(this.#kind)) this.#days.add(Number(day));
  }

  take(day: number): Shelved<C> | null {
    const stored = this.#days.has(day) ? this.#take.get(this.#kind, day)?.columns : undefined;
    // This file is written by nobody else.
    return stored instanceof Uint8Array ? whole(deserialize(stored) as Shelved<C>) : null;
  }

  put(day: number, stored: Uint8Array): void {
    this.#put.run(this.#kind, day, stored);
    this.#days.add(day);
  }

  drop(day: number): void {
    if (this.#days.delete(day)) this.#drop.run(this.#kind, day);
  }

  retire(before: number): void {
    for (const day of this.#days) if (day < before) this.drop(day);
  }
}

export const packed = (shelved: Shelved<object>): Uint8Array => serialize(shelved);

/** Arrays of their own: those that were read are parts of all that was read, which would stay in memory with them. */
function whole<C extends object>({ columns, words }: Shelved<C>): Shelved<C> {
  for (const [name, column] of Object.entries(columns)) if (isArray(column)) Object.assign(columns, { [name]: column.slice() });
  return { columns, words };
}

const isArray = (column: unknown): column is Uint8Array => ArrayBuffer.isView(column) && !(column instanceof DataView);
