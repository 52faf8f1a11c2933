import { deserialize, serialize } from 'node:v8';
import type { Logger } from 'pino';
import type { Alert } from '../shared/alert.ts';
import type { Slice, SliceName } from '../shared/slices.ts';
import { renderSlice } from './core/board/index.ts';
import type { Effect } from './core/effect.ts';
import type { Stored } from './core/entry.ts';
import { emptyState, STATE_VERSION, type State } from './core/state.ts';
import { step } from './core/step.ts';
import { type Journal, JournalFull } from './journal/journal.ts';

/** What the shell may ask of the running fold. */
export interface Engine {
  /** Read only. */
  readonly state: State;
  /** Last entry folded. */
  readonly seq: number;
  /** Whether everything that was in the journal at the start has been folded. */
  readonly ready: boolean;
  /** Resolves when at least `seq` (by default all that is in the journal now) is folded. */
  caughtUp(seq?: number): Promise<void>;
  /** `null` for a scope that the settings do not know. */
  slice<K extends SliceName>(name: K, scope: string): Slice<K> | null;
  /** Open alerts, then closed ones, newest first. */
  alerts(): Alert[];
  alert(id: string): Alert | undefined;
  /** Calls `listener` after a batch of entries was folded. Returns how to stop. */
  onFold(listener: () => void): () => void;
  /** Keeps the state as it is now, unless something asked for is still to be done. Returns the last entry that a snapshot holds. */
  snapshot(): Promise<number>;
  /** Stops tailing and keeps a snapshot if the journal takes one: without it the next start folds more. */
  close(): Promise<void>;
}

/** Entries read and folded before the event loop gets its turn: some 10 ms of work. */
const BATCH = 500;
/** A snapshot is kept after this many entries, so that a start after a crash folds fewer: about a second's work. */
const SNAPSHOT_AFTER = 20_000;
/** Where it is quiet, one is kept after fewer, with this much time between (ms): looking back starts from these. */
const SNAPSHOT_SOONER = 10_000;
const SNAPSHOT_APART = 3_600_000;
/** Entries until a snapshot that the journal did not take is tried again. */
const SNAPSHOT_AGAIN = 5_000;
/** Words that were taken back leave the snapshots within this time; what fails is tried again after the second. */
const ERASE_WITHIN = 2_000;
/** A snapshot of a full desk holds everything up for a quarter of a second: where much is taken back it is not made more often than this. */
const ERASE_EVERY = 10_000;
const ERASE_AGAIN = 10_000;

interface Deps {
  journal: Journal;
  log: Logger;
  /** Performs what the fold asks for in the entry that comes after number `before`; may be called again with the same after a crash. */
  perform(effect: Effect, before: number): void;
  /** Whether all that was asked for is done: a snapshot waits for it, since nothing before a snapshot is asked for again. */
  settled?(): boolean;
  /** Is handed what was kept of the state, for those who look back. */
  kept?(snapshot: { seq: number; at: number; bytes: Uint8Array }): void;
  /** Our own journal or state is damaged: the server has to stop. */
  fail(error: unknown): void;
}

/** Recovers the state from the newest good snapshot and the journal's rest, then follows the journal. */
export async function openEngine(deps: Deps): Promise<Engine> {
  const engine = new Fold(deps, await recover(deps));
  await engine.catchUp();
  engine.follow();
  return engine;
}

async function recover({ journal, log }: Deps): Promise<State> {
  for (const snapshot of await journal.snapshots(STATE_VERSION)) {
    try {
      const state: State = deserialize(snapshot.bytes);
      if (state.seq === snapshot.seq) return state;
    } catch (error) {
      log.warn({ seq: snapshot.seq, error: String(error) }, 'a snapshot could not be read; trying the one before');
    }
  }
  return emptyState();
}

class Fold implements Engine {
  readonly state: State;
  ready = false;
  #deps: Deps;
  #listeners = new Set<() => void>();
  #pumping: Promise<void> | null = null;
  #again = false;
  #closed = false;
  #unfollow = (): void => {};
  #snapshotSeq: number;
  #snapshotDue: number;
  /** What the clock showed when one was last tried. */
  #snapshotAt: number;
  #erasedAt = 0;
  #forgotAt = Number.NEGATIVE_INFINITY;
  #eraseTimer: NodeJS.Timeout | null = null;

  constructor(deps: Deps, state: State) {
    this.#deps = deps;
    this.state = state;
    this.#snapshotSeq = state.seq;
    this.#snapshotDue = state.seq + SNAPSHOT_AFTER;
    this.#snapshotAt = state.now;
  }

  get seq(): number {
    return this.state.seq;
  }

  follow(): void {
    this.#unfollow = this.#deps.journal.onAppend(() => this.#wake());
    this.#wake();
  }

  /** Folds all there is, and is then ready. */
  async catchUp(): Promise<void> {
    while (await this.#foldBatch()) await new Promise(setImmediate);
    this.ready = true;
  }

  #wake(): void {
    if (this.#closed) return;
    if (this.#pumping) {
      this.#again = true;
      return;
    }
    this.#pumping = this.#pump()
      .catch((error) => this.#deps.fail(error))
      .finally(() => {
        this.#pumping = null;
        if (this.#again) this.#wake();
      });
  }

  async #pump(): Promise<void> {
    this.#again = false;
    while (!this.#closed && (await this.#foldBatch())) await new Promise(setImmediate);
  }

  async #foldBatch(): Promise<boolean> {
    const batch = await this.#deps.journal.read(this.state.seq, BATCH);
    if (!batch.length) return false;
    for (const stored of batch) this.#foldOne(stored);
    for (const listener of this.#listeners) listener();
    if (this.#isSnapshotDue()) await this.#snapshotIfTaken();
    return batch.length === BATCH;
  }

  #foldOne(stored: Stored): void {
    const before = this.state.seq;
    for (const effect of step(this.state, stored)) {
      this.#deps.perform(effect, before);
      if (effect.kind === 'erase') this.#forgetSoon(stored.seq);
    }
  }

  /** Older snapshots still hold the words: a new one takes their place. */
  #forgetSoon(seq: number, within = Math.max(ERASE_WITHIN, this.#forgotAt + ERASE_EVERY - performance.now())): void {
    this.#erasedAt = seq;
    this.#eraseTimer ??= setTimeout(() => {
      this.#eraseTimer = null;
      const again = (done: boolean) => done || this.#closed || this.#forgetSoon(this.#erasedAt, ERASE_AGAIN);
      this.#forget().then(again, (error) => {
        this.#deps.log.warn({ error: String(error) }, 'words taken back are still in a snapshot; trying again');
        again(false);
      });
    }, within);
  }

  /** False while words are still on their way out of the journal: a snapshot must not leave that behind. */
  async #forget(): Promise<boolean> {
    const kept = await this.snapshot();
    if (kept < this.#erasedAt) return false;
    this.#forgotAt = performance.now();
    await this.#deps.journal.dropSnapshots(kept - 1);
    return true;
  }

  async snapshot(): Promise<number> {
    const { seq } = this.state;
    if (seq === this.#snapshotSeq || this.#deps.settled?.() === false) return this.#snapshotSeq;
    const bytes = serialize(this.state);
    this.#deps.kept?.({ seq, at: this.state.now, bytes });
    await this.#deps.journal.saveSnapshot(STATE_VERSION, { seq, bytes });
    this.#snapshotDue = seq + SNAPSHOT_AFTER;
    this.#snapshotSeq = seq;
    return seq;
  }

  #isSnapshotDue(): boolean {
    const { seq, now } = this.state;
    const left = this.#snapshotDue - seq;
    return left <= 0 || (left <= SNAPSHOT_AFTER - SNAPSHOT_SOONER && now - this.#snapshotAt >= SNAPSHOT_APART);
  }

  /** A journal that takes no snapshot just now must not stop the fold. */
  async #snapshotIfTaken(): Promise<void> {
    this.#snapshotDue = this.state.seq + SNAPSHOT_AGAIN;
    this.#snapshotAt = this.state.now;
    await this.snapshot().catch((error) => {
      if (!(error instanceof JournalFull)) throw error;
      this.#deps.log.warn({ error: error.message }, 'no snapshot could be kept; trying again later');
    });
  }

  async caughtUp(seq?: number): Promise<void> {
    const goal = seq ?? (await this.#deps.journal.last());
    if (this.state.seq >= goal) return;
    await new Promise<void>((resolve) => {
      const stop = this.onFold(() => {
        if (this.state.seq < goal) return;
        stop();
        resolve();
      });
      this.#wake();
    });
  }

  slice<K extends SliceName>(name: K, scope: string): Slice<K> | null {
    const data = renderSlice(this.state, name, scope);
    return data && { name, scope, seq: this.state.seq, at: this.state.now, data };
  }

  alerts(): Alert[] {
    return [...[...this.state.open.values()].map((open) => open.alert).reverse(), ...[...this.state.closed].reverse()];
  }

  alert(id: string): Alert | undefined {
    return this.alerts().find((alert) => alert.id === id);
  }

  onFold(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unfollow();
    await this.#pumping;
    const forgetting = this.#eraseTimer !== null;
    clearTimeout(this.#eraseTimer ?? undefined);
    this.#listeners.clear();
    await (forgetting ? this.#forget() : this.snapshot()).catch((error) =>
      this.#deps.log.warn({ error: String(error) }, 'no snapshot could be kept; the next start folds more'),
    );
  }
}
