import { randomUUID } from 'node:crypto';
import type { Delivery } from '../../shared/notify.ts';
import type { DeliveryEntry } from '../core/entry.ts';
import type { Engine } from '../engine.ts';
import { type Journal, JournalFull, type Lease } from '../journal/journal.ts';

export type Became = Pick<DeliveryEntry, 'version' | 'outcome' | 'reference' | 'error' | 'nextAt'>;

export interface Recording {
  journal: Pick<Journal, 'append'>;
  engine: Pick<Engine, 'caughtUp'>;
  now(): number;
  pause(ms: number, signal: AbortSignal): Promise<void>;
  lease: Lease;
  /** Ends when this node has to stop telling. */
  signal: AbortSignal;
}

/** Real time until a journal that is full is asked again, in ms. */
const AGAIN = 1000;

/** Bound of a reference that a channel gives, in characters. */
const REFERENCE_BOUND = 500;

const entryOf = (delivery: Delivery, { reference, ...became }: Became, at: number): DeliveryEntry => ({
  kind: 'delivery',
  // What is given up and tried again counts its attempts anew, hence the tail.
  id: `d:${delivery.id}:${became.version}:${delivery.attempts}:${became.outcome}:${randomUUID().slice(0, 8)}`,
  at,
  delivery: delivery.id,
  ...became,
  ...(reference === undefined ? {} : { reference: reference.slice(0, REFERENCE_BOUND) }),
});

/**
 * Journals what begins or ended, and waits until it is folded. A journal that is full is asked until it takes it: what it took without
 * being able to say so it then knows already. Rejects with `LeaseLost`, and with anything once this node has to stop.
 */
export async function record(recording: Recording, delivery: Delivery, became: Became): Promise<void> {
  const { journal, engine, lease, now, pause, signal } = recording;
  const entry = entryOf(delivery, became, now());
  for (;;) {
    const receipts = await journal.append([entry], lease).catch((error) => full(error, signal));
    if (receipts?.[0]) return engine.caughtUp(receipts[0].duplicate ? undefined : receipts[0].seq);
    await pause(AGAIN, signal);
  }
}

function full(error: unknown, signal: AbortSignal): null {
  if (!(error instanceof JournalFull) || signal.aborted) throw error;
  return null;
}
