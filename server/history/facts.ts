import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Packing } from '../core/desk/report/packed.ts';

const DAY = 86_400_000;
/** Rows of a kind kept in memory over all days, so that a report is quick; the days not asked for the longest leave first. */
export const ROWS_KEPT = 600_000;

/** What is counted by day: of a case, of our replies in it, of a post that may belong to a conversation with us. */
export type FactKind = 'case' | 'reply' | 'post';
const KINDS: Record<FactKind, number> = { case: 0, reply: 1, post: 2 };

export const dayOf = (at: number): number => Math.floor(at / DAY);

/** By whom the rows belong to: a case, or a post. */
type Chunk<T> = Map<string, readonly T[]>;

/**
 * Small facts in rows by the day (UTC) that they count in, and by their owner. They are written through to the file; days that were
 * asked for stay in memory until there are too many.
 */
export class DailyFacts<T extends { at: number }, P = T> {
  readonly #packing: Packing<T, P>;
  readonly #kind: number;
  readonly #days = new Map<number, Chunk<T>>();
  readonly #put: StatementSync;
  readonly #remove: StatementSync;
  readonly #daysOf: StatementSync;
  readonly #rows: StatementSync;
  readonly #get: StatementSync;
  readonly #next: StatementSync;
  readonly #retire: StatementSync;
  #kept = 0;

  constructor(db: DatabaseSync, kind: FactKind, packing: Packing<T, P>) {
    this.#packing = packing;
    this.#kind = KINDS[kind];
    this.#put = db.prepare('INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM facts WHERE kind = ? AND day = ? AND owner = ?');
    this.#daysOf = db.prepare('SELECT day FROM facts WHERE owner = ? AND kind = ?');
    this.#rows = db.prepare('SELECT owner, rows FROM facts WHERE kind = ? AND day = ? ORDER BY owner');
    this.#get = db.prepare('SELECT rows FROM facts WHERE owner = ? AND kind = ?');
    this.#retire = db.prepare('DELETE FROM facts WHERE kind = ? AND day < ?');
    this.#next = db.prepare('SELECT min(day) AS day FROM facts WHERE kind = ? AND day >= ?');
    this.#rows.setReturnArrays(true);
  }

  /** All rows of an owner; those it had before go. */
  set(owner: string, rows: readonly T[]): void {
    this.remove(owner);
    for (const [day, some] of Map.groupBy(rows, ({ at }) => dayOf(at))) {
      this.#put.run(this.#kind, day, owner, JSON.stringify(some.map(this.#packing.pack)));
      const chunk = this.#days.get(day);
      chunk?.set(owner, some);
      if (chunk) this.#kept += some.length;
    }
  }

  /** The only row of an owner that had none. */
  add(owner: string, row: T): void {
    const day = dayOf(row.at);
    this.#put.run(this.#kind, day, owner, JSON.stringify([this.#packing.pack(row)]));
    const chunk = this.#days.get(day);
    chunk?.set(owner, [row]);
    if (chunk) this.#kept++;
  }

  has(owner: string): boolean {
    return this.#daysOf.get(owner, this.#kind) !== undefined;
  }

  /** Days that have rows, found one by one: to look at every row would take longer than to count them. */
  days(from: number, to: number): number[] {
    const days: number[] = [];
    for (let day = this.#from(dayOf(from)); day * DAY < to; day = this.#from(day + 1)) days.push(day);
    return days;
  }

  #from(day: number): number {
    const next = this.#next.get(this.#kind, day)?.day;
    return typeof next === 'number' ? next : Number.POSITIVE_INFINITY;
  }

  /** The rows of a day, read from the file and not kept. */
  of(day: number): T[] {
    return [...this.#load(day).values()].flat();
  }

  remove(owner: string): void {
    const days = this.#daysOf.all(owner, this.#kind);
    for (const { day } of days) {
      this.#remove.run(this.#kind, Number(day), owner);
      const chunk = this.#days.get(Number(day));
      this.#kept -= chunk?.get(owner)?.length ?? 0;
      chunk?.delete(owner);
    }
  }

  get(owner: string): T[] {
    return this.#get.all(owner, this.#kind).flatMap(({ rows }) => (JSON.parse(String(rows)) as P[]).map(this.#packing.unpack));
  }

  /** `from` included, `to` not. */
  *between(from: number, to: number): Generator<T> {
    for (const day of this.days(from, to)) {
      const whole = day * DAY >= from && (day + 1) * DAY <= to;
      for (const rows of this.#day(day).values()) for (const row of rows) if (whole || (row.at >= from && row.at < to)) yield row;
    }
  }

  #day(day: number): Chunk<T> {
    const chunk = this.#days.get(day) ?? this.#keep(this.#load(day));
    // The one asked for last stands last.
    this.#days.delete(day);
    this.#days.set(day, chunk);
    for (const [old] of this.#days) {
      if (this.#kept <= ROWS_KEPT || old === day) break;
      this.#forget(old);
    }
    return chunk;
  }

  #load(day: number): Chunk<T> {
    const stored = this.#rows.all(this.#kind, day).map((row) => Object.values(row).map(String));
    const rows = JSON.parse(`[${stored.map(([, json]) => json).join(',')}]`) as P[][];
    const chunk: Chunk<T> = new Map(rows.map((some, i) => [stored[i]![0]!, some.map(this.#packing.unpack)]));
    return chunk;
  }

  #keep(chunk: Chunk<T>): Chunk<T> {
    for (const rows of chunk.values()) this.#kept += rows.length;
    return chunk;
  }

  #forget(day: number): void {
    for (const rows of this.#days.get(day)?.values() ?? []) this.#kept -= rows.length;
    this.#days.delete(day);
  }

  /** Reads a day that has not been asked for, so that it is there when it is. */
  warm(day: number): void {
    this.#day(day);
  }

  /** What is in memory may be ahead of the file after a step that was undone. */
  undo(): void {
    this.#days.clear();
    this.#kept = 0;
  }

  /** Deletes the days that ended before this time. */
  retire(before: number): void {
    this.#retire.run(this.#kind, dayOf(before));
    for (const day of [...this.#days.keys()]) if (day < dayOf(before)) this.#forget(day);
  }
}
