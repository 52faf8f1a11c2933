import { deserialize } from 'node:v8';
import type { Stored } from '../core/entry.ts';
import { emptyState, type State } from '../core/state.ts';
import { step } from '../core/step.ts';
import type { JournalReader } from '../journal/sqlite-reader.ts';
import { type Moment, readMoment } from '../moments/files.ts';
import { MOMENT_ENTRIES, startFor } from '../moments/moments.ts';

/** Entries read at a time, and folded before anybody else gets a turn. */
const BATCH = 2_000;

export interface Restoring {
  journal: JournalReader;
  /** What is kept of the past, oldest first. */
  moments: readonly Moment[];
  /** Hears how many entries are folded, of about how many. */
  tell?(done: number, of: number): void;
  /** Is handed every state on the way that is worth keeping. */
  passed?(state: State): Promise<void>;
  /** Entries between two of those. */
  apart?: number;
}

/** Nothing that is kept reaches back so far. */
export class TooEarly extends Error {
  override name = 'TooEarly';
}

/**
 * The state as it was when the product's clock showed `at`: from the newest moment before, folded on by the same steps as everywhere. It
 * holds every entry up to the first that is later than `at`, whatever came after. Rejects with `TooEarly`.
 */
export async function restore(at: number, restoring: Restoring): Promise<State> {
  const { journal, moments, tell, passed, apart = MOMENT_ENTRIES } = restoring;
  const first = await journal.first();
  const { state, seq } = await begin(moments, at, first);
  const of = Math.max(0, (await endOf(journal, moments, at, state)) - seq);
  let next = seq + apart;
  for (let more = true; more; ) {
    more = await foldUpTo(state, at, () => journal.read(state.seq, BATCH));
    tell?.(state.seq - seq, Math.max(of, state.seq - seq));
    if (more && state.seq >= next) {
      await passed?.(state);
      next = state.seq + apart;
    }
    await new Promise(setImmediate);
  }
  return state;
}

/** Damaged moments are passed over. */
async function begin(moments: readonly Moment[], at: number, first: number): Promise<{ state: State; seq: number }> {
  for (let tried = moments, start = startFor(tried, at, first); start; start = startFor(tried, at, first)) {
    const state = await stateOf(start);
    if (state) return { state, seq: state.seq };
    tried = tried.filter((moment) => moment !== start);
  }
  if (first > 1) throw new TooEarly('What was known then is not kept any more.');
  return { state: emptyState(), seq: 0 };
}

async function stateOf(moment: Moment): Promise<State | null> {
  const bytes = await readMoment(moment);
  if (!bytes) return null;
  const state: State = deserialize(bytes);
  return state.seq === moment.seq ? state : null;
}

/** About where the fold will end, for showing how far it is: the next moment, or the journal's end, in proportion of time. */
async function endOf(journal: JournalReader, moments: readonly Moment[], at: number, state: State): Promise<number> {
  const after = moments.find((moment) => moment.at > at && moment.seq > state.seq);
  const last = after ?? { seq: await journal.last(), at: Math.max(at, Date.now()) };
  const share = state.now > 0 && last.at > state.now ? (at - state.now) / (last.at - state.now) : 1;
  return state.seq + Math.round((last.seq - state.seq) * Math.min(1, Math.max(0, share)));
}

/** Folds one batch as far as it is not later than `at`. Whether there may be more. */
async function foldUpTo(state: State, at: number, read: () => Promise<Stored[]>): Promise<boolean> {
  const batch = await read();
  for (const stored of batch) {
    if (stored.entry.at > at) return false;
    step(state, stored);
  }
  return batch.length === BATCH;
}
