import type { Alert } from '../../shared/alert.ts';
import type { Slice, SliceName } from '../../shared/slices.ts';
import { renderSlice } from '../core/board/index.ts';
import type { Stored } from '../core/entry.ts';
import type { State } from '../core/state.ts';
import { step } from '../core/step.ts';
import type { Engine } from '../engine.ts';
import type { JournalReader } from '../journal/sqlite-reader.ts';

/** Entries read ahead of where the story is. */
const AHEAD = 500;

/** A fold that goes no further than it is told, for screens that look back. It asks the shell for nothing: all that has been done. */
export class Story implements Engine {
  readonly ready = true;
  readonly #journal: JournalReader;
  readonly #listeners = new Set<() => void>();
  #state: State;
  #ahead: Stored[] = [];

  constructor(journal: JournalReader, state: State) {
    this.#journal = journal;
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  get seq(): number {
    return this.#state.seq;
  }

  /** Shows another moment from now on. */
  show(state: State): void {
    this.#state = state;
    this.#ahead = [];
    this.#tell();
  }

  /** Folds what was there up to `at`. False when the journal holds nothing more yet. */
  async advance(at: number): Promise<boolean> {
    const state = this.#state;
    let folded = 0;
    while (await this.#read(state)) {
      const due = this.#ahead.findIndex(({ entry }) => entry.at > at);
      const batch = this.#ahead.splice(0, due < 0 ? this.#ahead.length : due);
      for (const stored of batch) step(state, stored);
      folded += batch.length;
      if (due >= 0) break;
    }
    if (folded > 0) this.#tell();
    return this.#ahead.length > 0;
  }

  /** Whether anything is read ahead; nothing is, when another moment was shown meanwhile. */
  async #read(state: State): Promise<boolean> {
    if (this.#ahead.length === 0) {
      const read = await this.#journal.read(state.seq, AHEAD);
      if (state === this.#state) this.#ahead = read;
    }
    return this.#ahead.length > 0;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  slice<K extends SliceName>(name: K, scope: string): Slice<K> | null {
    const data = renderSlice(this.#state, name, scope);
    return data && { name, scope, seq: this.seq, at: this.#state.now, data };
  }

  alerts(): Alert[] {
    const { open, closed } = this.#state;
    return [...[...open.values()].map((one) => one.alert).reverse(), ...[...closed].reverse()];
  }

  alert(id: string): Alert | undefined {
    return this.alerts().find((alert) => alert.id === id);
  }

  onFold(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async caughtUp(): Promise<void> {}

  async snapshot(): Promise<number> {
    return this.seq;
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }
}
