import { setTimeout as wait } from 'node:timers/promises';
import type { Stored } from './core/entry.ts';
import type { Journal } from './journal/journal.ts';

/** The part of the history that follows the journal. */
export interface Follower {
  /** Last entry written. */
  upTo(): number;
  /** Writes what these entries say, in one transaction; writing them again changes nothing. */
  keep(entries: readonly Stored[]): void;
}

/** Entries written before the event loop gets its turn. */
const BATCH = 200;
/** Real time between two looks at the journal, so that writing the history never competes with hearing. */
const PAUSE = 250;

/** Keeps the history up to the journal, at its own pace, until the signal aborts. Nothing waits for it. */
export async function follow(journal: Journal, follower: Follower, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const batch = await journal.read(follower.upTo(), BATCH);
    if (batch.length) follower.keep(batch);
    await wait(batch.length === BATCH ? 1 : PAUSE, undefined, { signal }).catch(() => undefined);
  }
}
