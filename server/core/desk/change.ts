import { type Case, EVENTS_BOUND } from '../../../shared/case.ts';
import type { CaseEvent } from '../../../shared/turn.ts';
import type { Effect } from '../effect.ts';
import type { State } from '../state.ts';

/** What one entry does to cases: who hears of it, and when it happened by the product's clock. */
export interface Change {
  state: State;
  effects: Effect[];
}

/**
 * Notes that a case is not what it was. The entry under way has this number or a later one: who keeps cases up to an
 * entry thereby sees that it misses this one.
 */
export function touch({ state, effects }: Change, one: Case): void {
  one.seq = state.seq + 1;
  state.desk.revision++;
  effects.push({ kind: 'case', case: one.id });
}

/** Writes into the case what happened to it. The opening stays when there is too much. */
export function tell(one: Case, at: number, what: CaseEvent['what'], note: string, who: string | null = null, action?: string): void {
  one.events.push({ at, what, who, note, ...(action === undefined ? {} : { action }) });
  if (one.events.length > EVENTS_BOUND) one.events.splice(1, 1);
}

export function stand({ state }: Change, one: Case, status: Case['status']): void {
  if (one.status === status) return;
  one.status = status;
  one.since = state.now;
}
