import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { KNOWN_BOUND, KNOWN_FOR } from './bounds.ts';
import { opened } from './record.ts';
import { pragma } from './tables.ts';

/** Entries deleted in one transaction: intake waits no longer than for these. */
const AT_ONCE = 500;

export interface Bounds {
  before: number;
  bytes: number;
  keepAfter: number;
}

/** Deletes the oldest entries and, much later, forgets their ids. Called inside a transaction. */
export class SqliteRetention {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #oldest: StatementSync;
  readonly #remember: StatementSync;
  readonly #forget: StatementSync;

  constructor(db: DatabaseSync, file: string) {
    this.#db = db;
    this.#file = file;
    this.#oldest = db.prepare('SELECT seq, at, sum, body FROM entries WHERE seq <= ? ORDER BY seq LIMIT ?');
    this.#remember = db.prepare('INSERT OR REPLACE INTO gone VALUES (?, ?, ?)');
    this.#forget = db.prepare('DELETE FROM known WHERE id = ?');
  }

  /** Deletes some entries that are beyond the bounds; returns how many, 0 when none is left to delete. */
  retire({ before, bytes, keepAfter }: Bounds): number {
    const rows = this.#oldest.all(keepAfter, AT_ONCE);
    const inTime = this.#bytes() > bytes ? -1 : rows.findIndex((row) => Number(row.at) >= before);
    const retired = inTime < 0 ? rows : rows.slice(0, inTime);
    const last = Number(retired.at(-1)?.seq ?? 0);
    // Deleted before anything is noted: on a full disk the notes need the room.
    this.#db.prepare('DELETE FROM entries WHERE seq <= ?').run(last);
    if (last > 0) this.#db.prepare('INSERT OR REPLACE INTO highest VALUES (1, ?)').run(last);
    for (const row of retired) this.#retireOne(Number(row.seq), Number(row.at), String(row.sum), String(row.body));
    return retired.length;
  }

  /** Ticks are never brought again, so their ids go at once. */
  #retireOne(seq: number, at: number, sum: string, body: string): void {
    const { entry } = opened({ seq, sum, body }, this.#file);
    if (entry.kind === 'tick') this.#forget.run(entry.id);
    else this.#remember.run(seq, at, entry.id);
  }

  /** Forgets some ids that outlived their entries for long enough; returns how many. */
  forget({ before }: Bounds): number {
    const rows = this.#db.prepare('SELECT seq, at, id FROM gone ORDER BY seq LIMIT ?').all(AT_ONCE);
    const newest = Number(this.#db.prepare('SELECT max(seq) AS seq FROM gone').get()?.seq ?? 0);
    const kept = rows.findIndex((row) => Number(row.at) >= before - KNOWN_FOR && Number(row.seq) > newest - KNOWN_BOUND);
    const old = kept < 0 ? rows : rows.slice(0, kept);
    for (const row of old) this.#forget.run(String(row.id));
    this.#db.prepare('DELETE FROM gone WHERE seq <= ?').run(Number(old.at(-1)?.seq ?? 0));
    return old.length;
  }

  /** Bytes in use on disk, with ids and snapshots; pages that are free again don't count. */
  #bytes(): number {
    return (pragma(this.#db, 'page_count') - pragma(this.#db, 'freelist_count')) * pragma(this.#db, 'page_size');
  }
}
