import type { Action } from '../shared/action.ts';
import type { Incoming, Verdict } from './sources/source.ts';

/** Where everything from outside comes in: analysed, appended, durable, then answered for. */
export interface Intake {
  /** As `SourceContext.submit`. Rejects with `JournalFull` when nothing can be taken in. */
  submit(items: Incoming[], keep: 'all' | 'matching'): Promise<Verdict[]>;
  /** Counts input of `source` that was refused before it got here. */
  reject(source: string, reason: string, count: number): void;
  /** Appends the operator's action; rejects with a readable Error when the alert isn't there. */
  act(action: Action): Promise<void>;
}
