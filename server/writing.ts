import { type Journal, JournalCorrupt, JournalFull, JournalUnavailable } from './journal/journal.ts';
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
/** Real time without a refusal after which smaller successes count as well: longer than senders are told to wait. */
const QUIET = 15_000;

/** The refusal that is being told of. */
interface Refused {
  /** By the product's clock, and by the real one. */
  at: number;
  since: number;
  /** Entries that found no room: a tick that still does proves nothing. */
  entries: number;
}

/**
 * Tells of a journal that takes no more (a full disk, a lost Redis), from the first refusal until as much is written again. A node
 * that writes nothing itself hears of it when it asks for a lease.
 */
export function writingTo({ journal, problems, now, fail }: Deps): Writing {
  let refused: Refused | null = null;
  const accepted = (entries: number) => {
    if (refused === null || (entries < refused.entries && performance.now() - refused.since < QUIET)) return;
    refused = null;
    problems.end(PART);
  };
  const refuse = (error: unknown, entries: number): never => {
    if (error instanceof JournalCorrupt) fail(error);
    if (error instanceof JournalFull) {
      const room = error instanceof JournalUnavailable ? 0 : entries;
      refused = { at: now(), since: performance.now(), entries: Math.max(room, refused?.entries ?? 0) };
      problems.begin(PART, `Nothing new is taken in: ${error.message}`);
    }
    throw error;
  };
  return {
    get refused() {
      return refused !== null;
    },
    heard(at) {
      if (refused !== null && at > refused.at) accepted(1);
    },
    async append(entries, under) {
      const receipts = await journal.append(entries, under).catch((error) => refuse(error, entries.length));
      accepted(entries.length);
      return receipts;
    },
    acquire: (name, holder, ttl) => journal.acquire(name, holder, ttl).catch((error) => refuse(error, 1)),
    release: (name, holder) => journal.release(name, holder),
  };
}
