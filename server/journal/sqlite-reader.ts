import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Stored } from '../core/entry.ts';
import type { Journal } from './journal.ts';
import { opened } from './record.ts';
import { trouble } from './trouble.ts';

/** What looking back needs of a journal: it writes nothing. */
export type JournalReader = Pick<Journal, 'read' | 'first' | 'last' | 'close'>;

/** Milliseconds for which the server that writes may lock the file. */
const LOCKED_FOR = 5_000;

/**
 * Reads the embedded journal beside the server that has its folder. Each read is over when it resolves, so none keeps that server from
 * purging what was taken back. Throws `JournalCorrupt` when the file is damaged.
 */
export function readSqliteJournal({ folder }: { folder: string }): JournalReader {
  const file = join(folder, 'journal.db');
  if (!existsSync(file)) throw new Error(`there is no journal at ${file}`);
  const db = new DatabaseSync(file, { readOnly: true, timeout: LOCKED_FOR });
  const after = db.prepare('SELECT seq, sum, body FROM entries WHERE seq > ? ORDER BY seq LIMIT ?');
  const ends = db.prepare('SELECT (SELECT min(seq) FROM entries) AS first, (SELECT max(seq) FROM entries) AS last');
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw trouble(error, file);
    }
  };
  const end = (which: 'first' | 'last') => guarded(() => Number(ends.get()?.[which] ?? 0));
  return {
    read: async (from, limit): Promise<Stored[]> =>
      guarded(() =>
        after.all(from, limit).map((row) => opened({ seq: Number(row.seq), sum: String(row.sum), body: String(row.body) }, file)),
      ),
    first: async () => end('first'),
    last: async () => end('last'),
    close: async () => db.close(),
  };
}
