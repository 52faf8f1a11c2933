import { setTimeout as wait } from 'node:timers/promises';
import type { MentionEntry, Stored } from './core/entry.ts';
import type { Journal } from './journal/journal.ts';

/** The part of the history that follows the journal. */
export interface Follower {
  /** Last entry whose words are written. */
  upTo(): Promise<number>;
  /** Writes these mentions, takes out those erased, and remembers `upTo`, all or nothing; doing it again changes nothing. */
  keep(entries: readonly MentionEntry[], upTo: number, erased?: readonly string[]): Promise<void>;
}

/** Entries written at a time. */
const BATCH = 500;
/** Real time between two looks at the journal, so that writing the history never competes with hearing. */
const PAUSE = 250;

/** Keeps the history up to the journal, at its own pace, until the signal aborts. Nothing waits for it. */
export async function follow(journal: Journal, follower: Follower, signal: AbortSignal): Promise<void> {
  let upTo = await follower.upTo();
  while (!signal.aborted) {
    const batch = await journal.read(upTo, BATCH);
    if (batch.length) upTo = await write(follower, batch);
    await wait(batch.length === BATCH ? 1 : PAUSE, undefined, { signal }).catch(() => undefined);
  }
}

async function write(follower: Follower, batch: readonly Stored[]): Promise<number> {
  const mentions = batch.flatMap(({ entry }) => (entry.kind === 'mention' ? [entry] : []));
  const erased = batch.flatMap(({ entry }) => (entry.kind === 'retraction' ? [entry.mention] : []));
  const upTo = batch.at(-1)!.seq;
  if (mentions.length || erased.length) await follower.keep(mentions, upTo, erased);
  return upTo;
}
