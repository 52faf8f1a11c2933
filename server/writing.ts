import { type Journal, JournalCorrupt, JournalFull } from './journal/journal.ts';
import type { Problems } from './problems.ts';

/** The journal as far as it is written to, by everything that takes something in. */
export interface Writing extends Pick<Journal, 'append' | 'acquire' | 'release'> {
  /** Whether the last attempt to write was refused. */
  readonly refused: boolean;
  /** An entry of this time came from the journal: if it is newer than the last refusal, some node could write again. */
  heard(at: number): void;
}

interface Deps {
  journal: Journal;
  problems: Problems;
  now(): number;
  /** Our own data is damaged. */
  fail(error: unknown): void;
}

const PART = 'journal';

/**
 * Tells of a journal that takes no more (a full disk, a lost Redis), from the first refusal until something is written again.
 * A node that writes nothing itself hears of it when it asks for a lease.
 */
export function writingTo({ journal, problems, now, fail }: Deps): Writing {
  let refusedAt: number | null = null;
  const accepted = () => {
    refusedAt = null;
    problems.end(PART);
  };
  const refuse = (error: unknown): never => {
    if (error instanceof JournalCorrupt) fail(error);
    if (error instanceof JournalFull) {
      refusedAt = now();
      problems.begin(PART, `Nothing new is taken in: ${error.message}`);
    }
    throw error;
  };
  return {
    get refused() {
      return refusedAt !== null;
    },
    heard(at) {
      if (refusedAt !== null && at > refusedAt) accepted();
    },
    async append(entries, under) {
      const receipts = await journal.append(entries, under).catch(refuse);
      accepted();
      return receipts;
    },
    acquire: (name, holder, ttl) => journal.acquire(name, holder, ttl).catch(refuse),
    release: (name, holder) => journal.release(name, holder),
  };
}
