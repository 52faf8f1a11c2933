import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Entry, Stored } from '../core/entry.ts';
import type { Journal } from '../journal/journal.ts';

/** A place of the journal, to be read from another thread. */
export type Place = { folder: string } | { redis: string };

/** An entry, or of a tick no more than its time. */
export type Line = Stored | { seq: number; tick: number };

/** Entries in their order, a bounded batch at a time. */
export interface PastSource {
  /** The first number at or after that time, and the last one; null: there is nothing of it. */
  span(from: number): Promise<{ first: number; last: number } | null>;
  batch(after: number, limit: number): Promise<Line[]>;
  close(): Promise<void>;
}

export async function openSource(place: Place): Promise<PastSource> {
  if ('folder' in place) return new SqliteSource(join(place.folder, 'journal.db'));
  const { openRedisJournal } = await import('../journal/redis.ts');
  return new JournalSource(await openRedisJournal({ url: place.redis }));
}

/** Waits so long, in ms, for a writer. */
const LOCKED_FOR = 5_000;
/** Most entries are ticks of the clock: their text is left on disk. All of them begin like this. */
const TICK = '{"kind":"tick"';

/** The file of a running server, read beside it. Each batch is read whole, so that no lock outlasts it. */
class SqliteSource implements PastSource {
  readonly #db: DatabaseSync;
  readonly #after;

  constructor(file: string) {
    this.#db = new DatabaseSync(file, { readOnly: true, timeout: LOCKED_FOR });
    this.#after = this.#db.prepare(
      `SELECT seq, at, CASE WHEN substr(body, 1, ${TICK.length}) = '${TICK}' THEN NULL ELSE body END FROM entries WHERE seq > ? ORDER BY seq LIMIT ?`,
    );
    this.#after.setReturnArrays(true);
  }

  async span(from: number): Promise<{ first: number; last: number } | null> {
    const ends = this.#db.prepare('SELECT min(seq) AS first, max(seq) AS last FROM entries').get();
    if (ends?.first === null || ends === undefined) return null;
    const last = Number(ends.last);
    return firstAfter(Number(ends.first), last, async (seq) => this.#at(seq) >= from).then((first) => ({ first, last }));
  }

  #at(seq: number): number {
    return Number(this.#db.prepare('SELECT at FROM entries WHERE seq >= ? ORDER BY seq LIMIT 1').get(seq)?.at ?? Number.POSITIVE_INFINITY);
  }

  async batch(after: number, limit: number): Promise<Line[]> {
    return this.#after.all(after, limit).map((row) => {
      const [seq, at, body] = Object.values(row);
      // What the journal wrote is what it reads: the server that runs beside us checks its sums.
      return typeof body === 'string' ? { seq: Number(seq), entry: JSON.parse(body) as Entry } : { seq: Number(seq), tick: Number(at) };
    });
  }

  async close(): Promise<void> {
    this.#db.close();
  }
}

/** Any journal, by what every journal can do. */
export class JournalSource implements PastSource {
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  async span(from: number): Promise<{ first: number; last: number } | null> {
    const [low, last] = [await this.#journal.first(), await this.#journal.last()];
    if (last === 0) return null;
    const first = await firstAfter(low, last, async (seq) => {
      const [stored] = await this.#journal.read(seq - 1, 1);
      return (stored?.entry.at ?? Number.POSITIVE_INFINITY) >= from;
    });
    return { first, last };
  }

  async batch(after: number, limit: number): Promise<Line[]> {
    const read = await this.#journal.read(after, limit);
    return read.map((stored) => (stored.entry.kind === 'tick' ? { seq: stored.seq, tick: stored.entry.at } : stored));
  }

  close(): Promise<void> {
    return this.#journal.close();
  }
}

/** By halving: times rise with the numbers, but for a clock that was set back. */
async function firstAfter(low: number, high: number, isAfter: (seq: number) => Promise<boolean>): Promise<number> {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (await isAfter(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
