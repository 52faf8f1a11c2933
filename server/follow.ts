import { setTimeout as wait } from 'node:timers/promises';
import type { MentionEntry, Stored } from './core/entry.ts';
import type { Journal } from './journal/journal.ts';

/** The part of the history that follows the journal. */
export interface Follower {
  /** Last entry whose words are written. */
  upTo(): number;
  /** Writes these mentions and remembers `upTo`, in one transaction; writing them again changes nothing. */
  keep(entries: readonly MentionEntry[], upTo: number): void;
  erase(mention: string): void;
}

/** Entries written before the event loop gets its turn. */
const BATCH = 200;
/** Real time between two looks at the journal, so that writing the history never competes with hearing. */
const PAUSE = 250;

/** Keeps the history up to the journal, at its own pace, until the signal aborts. Nothing waits for it. */
export async function follow(journal: Journal, follower: Follower, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const batch = await journal.read(follower.upTo(), BATCH);
    if (batch.length) write(follower, batch);
    await wait(batch.length === BATCH ? 1 : PAUSE, undefined, { signal }).catch(() => undefined);
  }
}

/** What was taken back leaves before the place is remembered: a crash in between repeats the work. */
function write(follower: Follower, batch: readonly Stored[]): void {
  const entries = batch.map(({ entry }) => entry);
  const retracted = new Set(entries.flatMap((entry) => (entry.kind === 'retraction' ? [entry.mention] : [])));
  for (const mention of retracted) follower.erase(mention);
  const kept = entries.filter((entry): entry is MentionEntry => entry.kind === 'mention' && !retracted.has(entry.id));
  follower.keep(kept, batch.at(-1)!.seq);
}
