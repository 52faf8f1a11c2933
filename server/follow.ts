import { setTimeout as wait } from 'node:timers/promises';
import type { MentionEntry, Stored } from './core/entry.ts';
import { HistoryFull } from './history/history.ts';
import type { Journal } from './journal/journal.ts';
import type { Problems } from './problems.ts';

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
/** Real time until what the disk refused is offered again. */
const AGAIN = 1000;
const PART = 'history';

/**
 * Keeps the history up to the journal, at its own pace, until the signal aborts. Nothing waits for it: when its disk is full it
 * tries on, and when its file is damaged search alone stands still, which is told. Rejects with the journal's own troubles.
 */
export async function follow(journal: Pick<Journal, 'read'>, follower: Follower, problems: Problems, signal: AbortSignal): Promise<void> {
  const failed = async (error: unknown): Promise<Error> => {
    signal.throwIfAborted();
    const trouble = error instanceof Error ? error : new Error(String(error));
    problems.begin(PART, `Search misses the newest posts: ${trouble.message}`);
    return trouble;
  };
  let upTo = await follower.upTo().catch(failed);
  while (typeof upTo === 'number' && !signal.aborted) {
    const batch = await journal.read(upTo, BATCH);
    const written: number | Error = batch.length ? await write(follower, batch).catch(failed) : upTo;
    if (typeof written === 'number' && batch.length) problems.end(PART);
    if (!(written instanceof HistoryFull)) upTo = written;
    await pause(written instanceof Error ? AGAIN : batch.length === BATCH ? 1 : PAUSE, signal);
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => wait(ms, undefined, { signal }).catch(() => undefined);

async function write(follower: Follower, batch: readonly Stored[]): Promise<number> {
  const mentions = batch.flatMap(({ entry }) => (entry.kind === 'mention' ? [entry] : []));
  const erased = batch.flatMap(({ entry }) => (entry.kind === 'retraction' ? [entry.mention] : []));
  const upTo = batch.at(-1)!.seq;
  if (mentions.length || erased.length) await follower.keep(mentions, upTo, erased);
  return upTo;
}
