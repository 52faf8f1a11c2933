import type { DatabaseSync } from 'node:sqlite';

const VERSION = 4;
const PAGE = 8192;
const WAL_BOUND = 64 * 1024 * 1024;

/**
 * `n` is both a mention's key and its place in time: the millisecond it was posted in times `SLOTS`, plus a counter. So a
 * stretch of time is a stretch of keys, in `mentions`, in `watched` and in the index alike. `words` indexes the trigrams of
 * `folded`, without positions (which would triple it): a search narrows by trigrams, then compares the text.
 * `place` holds the last entry of the journal that was folded into this file.
 */
const TABLES = `
  CREATE TABLE mentions (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, erased INTEGER NOT NULL, network TEXT NOT NULL,
    language TEXT NOT NULL, label TEXT NOT NULL, folded TEXT NOT NULL, entry TEXT NOT NULL);
  CREATE TABLE watched (watch TEXT, n INTEGER, PRIMARY KEY (watch, n)) WITHOUT ROWID;
  CREATE TABLE place (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL);
  CREATE VIEW spoken AS SELECT n, folded FROM mentions WHERE erased = 0;
  CREATE VIRTUAL TABLE words USING fts5(folded, content='spoken', content_rowid='n', tokenize='trigram case_sensitive 1', detail=none);
`;

/**
 * Cases as they were last, whole; `opened` and `touched` are ms since 1970 UTC, `corrected` whether a person corrected something in it.
 * `turns` tells which case a post is in. `facts` holds what reports count, as JSON: by kind (see facts.ts), day and the case or post that
 * the rows belong to. `awaited` are posts that we answered and that have not come yet. `case_place` is the last entry of the journal up to
 * which cases are written.
 */
const CASE_TABLES = `
  CREATE TABLE cases (id TEXT NOT NULL UNIQUE, network TEXT NOT NULL, customer TEXT NOT NULL, opened INTEGER NOT NULL,
    touched INTEGER NOT NULL, corrected INTEGER NOT NULL, whole TEXT NOT NULL);
  CREATE INDEX cases_of ON cases (network, customer, opened);
  CREATE INDEX cases_touched ON cases (touched);
  CREATE INDEX cases_corrected ON cases (corrected) WHERE corrected = 1;
  CREATE TABLE turns (mention TEXT PRIMARY KEY, owner TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX turns_of ON turns (owner);
  CREATE TABLE facts (kind INTEGER, day INTEGER, owner TEXT, rows TEXT NOT NULL, PRIMARY KEY (kind, day, owner)) WITHOUT ROWID;
  CREATE INDEX facts_of ON facts (owner, kind);
  CREATE TABLE awaited (id TEXT PRIMARY KEY, day INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE case_place (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL);
`;

/** `shelved` holds the facts of a day as reports count them (see shelf.ts): made of `facts`, and made anew when missing. `seeds` are those of keys.ts. */
const SHELF = `
  CREATE TABLE IF NOT EXISTS shelved (kind INTEGER, day INTEGER, format INTEGER NOT NULL, columns BLOB NOT NULL, PRIMARY KEY (kind, day));
  CREATE TABLE IF NOT EXISTS seeds (one INTEGER PRIMARY KEY CHECK (one = 1), high INTEGER NOT NULL, low INTEGER NOT NULL);
  INSERT OR IGNORE INTO seeds VALUES (1, abs(random() % 4294967296), abs(random() % 4294967296));
`;

/**
 * Incidents as they were last: `whole`, and their `line` in a list. `opened`, `closed` (null: it goes on) and `touched` are ms since 1970
 * UTC; `kinds`, `rules`, `subjects` and `marks` are JSON arrays of texts; `folded` is what a search looks in. `incident_posts` tells whose
 * evidence a post is, `incident_place` the last entry of the journal up to which incidents are written.
 */
const INCIDENT_TABLES = `
  CREATE TABLE incidents (id TEXT NOT NULL UNIQUE, opened INTEGER NOT NULL, closed INTEGER, touched INTEGER NOT NULL, severity TEXT NOT NULL,
    kinds TEXT NOT NULL, rules TEXT NOT NULL, subjects TEXT NOT NULL, marks TEXT NOT NULL, folded TEXT NOT NULL, line TEXT NOT NULL,
    whole TEXT NOT NULL);
  CREATE INDEX incidents_opened ON incidents (opened);
  CREATE INDEX incidents_touched ON incidents (touched);
  CREATE TABLE incident_posts (mention TEXT, owner TEXT, PRIMARY KEY (mention, owner)) WITHOUT ROWID;
  CREATE INDEX incident_posts_of ON incident_posts (owner);
  CREATE TABLE incident_place (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL);
`;

/** What leads from each version to the next one. */
const STEPS = [TABLES, CASE_TABLES, SHELF, INCIDENT_TABLES];

/** Mentions of one millisecond that stay in it; further ones move on to the next. */
export const SLOTS = 1024;

/**
 * A lost tail after a power cut is folded anew from the journal, so not every commit waits for the disk. What is deleted
 * is overwritten with zeros.
 */
export function prepareTables(db: DatabaseSync): void {
  db.exec(`PRAGMA page_size = ${PAGE}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
    PRAGMA journal_size_limit = ${WAL_BOUND}; PRAGMA cache_size = -32000;`);
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version > VERSION) throw new Error('The history was written by a newer version of Earshot: run that one, or use another folder.');
  if (version < VERSION) db.exec(`BEGIN IMMEDIATE; ${STEPS.slice(version).join('')} PRAGMA user_version = ${VERSION}; COMMIT;`);
  forgetThoroughly(db, true);
}

/**
 * Whether the index overwrites what is deleted from it, or only marks it until pages are merged, which is fifty times as
 * quick. The setting is kept in the file; call it outside a transaction.
 */
export function forgetThoroughly(db: DatabaseSync, thoroughly: boolean): void {
  const kept = db.prepare("SELECT v FROM words_config WHERE k = 'secure-delete'").get()?.v ?? 0;
  if (kept !== Number(thoroughly)) db.exec(`INSERT INTO words (words, rank) VALUES ('secure-delete', ${Number(thoroughly)})`);
}
