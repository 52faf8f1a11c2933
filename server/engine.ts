import type { Slice, SliceName } from '../shared/slices.ts';
import type { State } from './core/state.ts';

/** What the shell may ask of the running fold. */
export interface Engine {
  /** Read only. */
  readonly state: State;
  /** Last entry folded. */
  readonly seq: number;
  /** Whether everything that was in the journal at the start has been folded. */
  readonly ready: boolean;
  /** Folds what is new in the journal; resolves when at least `seq` is folded. */
  caughtUp(seq?: number): Promise<void>;
  slice<K extends SliceName>(name: K, scope: string): Slice<K>;
  /** Calls `listener` after a batch of entries was folded. Returns how to stop. */
  onFold(listener: () => void): () => void;
}
