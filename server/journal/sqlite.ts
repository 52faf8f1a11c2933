import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Entry, Stored } from '../core/entry.ts';
import { Commits } from './commits.ts';
import { type Journal, JournalCorrupt, type Lease, type Receipt, type Snapshot } from './journal.ts';
import { Listeners } from './listeners.ts';
import { lockFolder } from './lock.ts';
import { emptiedRecord, opened, type Record, record } from './record.ts';
import { SqliteLeases } from './sqlite-leases.ts';
import { type Bounds, SqliteRetention } from './sqlite-retention.ts';
import { SqliteSnapshots } from './sqlite-snapshots.ts';
import { prepareTables } from './tables.ts';
import { passing, trouble } from './trouble.ts';

/** A file up to this many bytes is checked whole when it is opened; of a larger one, the newest entries are. */
const CHECKED_WHOLE = 32 * 1024 * 1024;
const CHECKED_NEWEST = 1_000;
/** Milliseconds for which another program, an operator's shell say, may lock the file before an append is refused. */
const LOCKED_FOR = 1_000;

export interface SqliteJournalOptions {
  /** Made if need be. */
  folder: string;
  /** The clock of leases. */
  now?: () => number;
  /** Bytes that the file may have at most; reaching them is like a full disk. Without it, the disk is the bound. */
  quota?: number;
}

/**
 * The embedded journal: one SQLite file, `journal.db`.
 * Throws `JournalBusy` while another server has the folder, `JournalCorrupt` when the file is damaged, `JournalFull` when
 * it can't be written.
 */
export async function openSqliteJournal({ folder, now = Date.now, quota }: SqliteJournalOptions): Promise<Journal> {
  const file = join(folder, 'journal.db');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw trouble(error, folder);
  }
  const unlock = lockFolder(folder);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: LOCKED_FOR });
    prepareTables(db, file, quota);
    const journal = new SqliteJournal(db, file, now, unlock);
    await journal.check();
    return journal;
  } catch (error) {
    db?.close();
    unlock();
    throw trouble(error, file);
  }
}

class SqliteJournal implements Journal {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #unlock: () => void;
  readonly #commits: Commits;
  readonly #leases: SqliteLeases;
  readonly #retention: SqliteRetention;
  readonly #snapshots: SqliteSnapshots;
  readonly #listeners = new Listeners();
  readonly #know: StatementSync;
  readonly #insert: StatementSync;
  readonly #after: StatementSync;
  /** Highest number that is durable, and the next one to give. A rolled back commit leaves a gap between them. */
  #last: number;
  #next: number;

  constructor(db: DatabaseSync, file: string, now: () => number, unlock: () => void) {
    this.#db = db;
    this.#file = file;
    this.#unlock = unlock;
    this.#commits = new Commits(db, (error) => passing(error, file));
    this.#leases = new SqliteLeases(db, now);
    this.#retention = new SqliteRetention(db, file);
    this.#snapshots = new SqliteSnapshots(db, this.#commits);
    this.#know = db.prepare('INSERT OR IGNORE INTO known VALUES (?, ?)');
    this.#insert = db.prepare('INSERT INTO entries VALUES (?, ?, ?, ?)');
    this.#after = db.prepare('SELECT seq, sum, body FROM entries WHERE seq > ? ORDER BY seq LIMIT ?');
    this.#last = this.#highest();
    this.#next = this.#last + 1;
  }

  #highest(): number {
    const rows = this.#db.prepare('SELECT max(seq) AS seq FROM entries UNION ALL SELECT seq FROM highest').all();
    return Math.max(0, ...rows.map((row) => Number(row.seq ?? 0)));
  }

  async check(): Promise<void> {
    if (statSync(this.#file).size <= CHECKED_WHOLE) {
      const problem = this.#db.prepare('PRAGMA quick_check(1)').get()?.quick_check;
      if (problem !== 'ok')
        throw new JournalCorrupt(`${this.#file} is damaged (${problem}): restore it from a backup, or move it away to start anew.`);
    }
    await this.read(Math.max(0, this.#last - CHECKED_NEWEST), CHECKED_NEWEST);
  }

  async append(entries: readonly Entry[], under?: Lease): Promise<Receipt[]> {
    if (entries.length === 0) return [];
    const records = entries.map(record);
    const receipts = await this.#commits.run(entries.length, () => {
      this.#leases.demand(under);
      return entries.map((entry, i) => this.#appendOne(entry, records[i]!));
    });
    this.#tell(receipts);
    return receipts;
  }

  #appendOne(entry: Entry, { sum, body }: Record): Receipt {
    if (this.#know.run(entry.id, this.#next).changes === 0) return { seq: 0, duplicate: true };
    this.#insert.run(this.#next, entry.at, sum, body);
    return { seq: this.#next++, duplicate: false };
  }

  #tell(receipts: Receipt[]): void {
    const last = receipts.findLast((receipt) => !receipt.duplicate)?.seq ?? 0;
    this.#last = Math.max(this.#last, last);
    if (last > 0) this.#listeners.tell();
  }

  async read(after: number, limit: number): Promise<Stored[]> {
    return this.#guarded(() =>
      this.#after
        .all(after, limit)
        .map((row) => opened({ seq: Number(row.seq), sum: String(row.sum), body: String(row.body) }, this.#file)),
    );
  }

  async last(): Promise<number> {
    return this.#last;
  }

  async first(): Promise<number> {
    return this.#guarded(() => Number(this.#db.prepare('SELECT min(seq) AS seq FROM entries').get()?.seq ?? 0));
  }

  onAppend(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  async erase(mention: string): Promise<void> {
    if (await this.#commits.run(1, () => this.#empty(mention))) this.#purge();
  }

  #empty(mention: string): boolean {
    const row = this.#db.prepare('SELECT seq, sum, body FROM entries WHERE seq = (SELECT seq FROM known WHERE id = ?)').get(mention);
    if (!row) return false;
    const { seq, entry } = opened({ seq: Number(row.seq), sum: String(row.sum), body: String(row.body) }, this.#file);
    if (entry.kind !== 'mention') return false;
    const { sum, body } = emptiedRecord(String(row.body), entry);
    this.#db.prepare('UPDATE entries SET sum = ?, body = ? WHERE seq = ?').run(sum, body, seq);
    return true;
  }

  /**
   * Folds the write-ahead log into the file and empties it: it would hold what was deleted until it comes round again.
   * Works that were committed together are purged by the first of them.
   */
  #purge(): void {
    this.#guarded(() => this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
  }

  async retain(bounds: Bounds): Promise<number> {
    let retired = 0;
    for (let more = 1; more > 0; retired += more) more = await this.#commits.run(1, () => this.#retention.retire(bounds));
    for (let more = 1; more > 0; ) more = await this.#commits.run(1, () => this.#retention.forget(bounds));
    if (retired > 0) this.#purge();
    return retired;
  }

  saveSnapshot(version: string, snapshot: Snapshot): Promise<void> {
    return this.#snapshots.save(version, snapshot);
  }

  snapshots(version: string): Promise<Snapshot[]> {
    return this.#snapshots.ofVersion(version);
  }

  async dropSnapshots(upTo: number): Promise<void> {
    await this.#snapshots.drop(upTo);
    this.#purge();
  }

  async cursor(source: string): Promise<string | null> {
    return this.#text(this.#db.prepare('SELECT cursor AS value FROM cursors WHERE source = ?'), source);
  }

  saveCursor(source: string, cursor: string, under?: Lease): Promise<void> {
    return this.#commits.run(1, () => {
      this.#leases.demand(under);
      this.#db.prepare('INSERT OR REPLACE INTO cursors VALUES (?, ?)').run(source, cursor);
    });
  }

  acquire(name: string, holder: string, ttl: number): Promise<Lease | null> {
    return this.#commits.run(1, () => this.#leases.acquire(name, holder, ttl));
  }

  release(name: string, holder: string): Promise<void> {
    return this.#commits.run(1, () => this.#leases.release(name, holder));
  }

  async getKey(key: string): Promise<string | null> {
    return this.#text(this.#db.prepare('SELECT value FROM keys WHERE key = ?'), key);
  }

  setKey(key: string, value: string): Promise<void> {
    return this.#commits.run(1, () => void this.#db.prepare('INSERT OR REPLACE INTO keys VALUES (?, ?)').run(key, value));
  }

  #text(statement: StatementSync, key: string): string | null {
    const value = this.#guarded(() => statement.get(key)?.value);
    return typeof value === 'string' ? value : null;
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw passing(error, this.#file);
    }
  }

  /** What was asked for before is still committed. */
  async close(): Promise<void> {
    if (!this.#db.isOpen) return;
    this.#commits.flush();
    this.#listeners.clear();
    this.#db.close();
    this.#unlock();
  }
}
