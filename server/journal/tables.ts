import type { DatabaseSync } from 'node:sqlite';
import { JournalCorrupt } from './journal.ts';

const VERSION = 1;
/** Bytes. Twice SQLite's default: fewer page splits for entries of about a kilobyte. */
const PAGE = 8192;
/** The write-ahead log is cut back to this many bytes after it was folded into the file. */
const WAL_BOUND = 64 * 1024 * 1024;

/**
 * `entries` holds the log, `known` every id that is refused, `gone` the ids whose entries were deleted and since when they
 * are (so that they can be forgotten one day). `highest` is the last number that was deleted: none is given twice.
 */
const TABLES = `
  CREATE TABLE IF NOT EXISTS entries (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, sum TEXT NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS known (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS gone (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, id TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS highest (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS snapshots (version TEXT, seq INTEGER, packed BLOB NOT NULL, PRIMARY KEY (version, seq));
  CREATE TABLE IF NOT EXISTS cursors (source TEXT PRIMARY KEY, cursor TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS leases
    (name TEXT PRIMARY KEY, holder TEXT NOT NULL, token INTEGER NOT NULL, until INTEGER NOT NULL, run TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
`;

/**
 * WAL with an fsync for every commit; deleted content is overwritten with zeros. Nothing is written when the tables are
 * there already, so that a server also starts on a full disk.
 */
export function prepareTables(db: DatabaseSync, file: string, quota: number | undefined): void {
  db.exec(`PRAGMA page_size = ${PAGE}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
    PRAGMA journal_size_limit = ${WAL_BOUND}; PRAGMA cache_size = -16000;`);
  if (quota) db.exec(`PRAGMA max_page_count = ${Math.ceil(quota / pragma(db, 'page_size'))}`);
  const version = pragma(db, 'user_version');
  if (version > VERSION)
    throw new JournalCorrupt(`${file} was written by a newer version of Earshot: run that one, or use another folder.`);
  if (version < VERSION) db.exec(`BEGIN IMMEDIATE; ${TABLES} COMMIT;`);
}

export function pragma(db: DatabaseSync, name: 'user_version' | 'page_count' | 'freelist_count' | 'page_size'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}
