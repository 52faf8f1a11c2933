import { setTimeout as wait } from 'node:timers/promises';
import { type Journal, JournalFull, type Lease, LeaseLost } from './journal/journal.ts';

interface Ticking {
  journal: Pick<Journal, 'append'>;
  /** Done after each tick: small chores that follow the clock, and that one node does for all (retention). */
  chores(): Promise<void>;
  now(): number;
  /** Real time between ticks. */
  everyMs: number;
  signal: AbortSignal;
  lease?: Lease;
}

/**
 * Appends the tick of the clock until the signal aborts. A journal that takes no more stops the clock, which every screen shows
 * as stale data, and is tried again at each tick.
 */
export async function tick(ticking: Ticking): Promise<void> {
  while (!ticking.signal.aborted) {
    await tickOnce(ticking);
    await wait(ticking.everyMs, undefined, { signal: ticking.signal }).catch(() => undefined);
  }
}

async function tickOnce({ journal, now, lease, chores }: Ticking): Promise<void> {
  const at = now();
  try {
    await journal.append([{ kind: 'tick', id: `t:${Math.floor(at / 1000)}`, at }], lease);
    await chores();
  } catch (error) {
    if (!(error instanceof LeaseLost || error instanceof JournalFull)) throw error;
  }
}
