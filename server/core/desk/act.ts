import type { CaseAction } from '../../../shared/action.ts';
import type { Case } from '../../../shared/case.ts';
import type { Effect } from '../effect.ts';
import { deskOf } from '../settings.ts';
import type { State } from '../state.ts';
import { type Change, touch } from './change.ts';
import { DEEDS, type Deed } from './deeds.ts';
import { settleAll } from './settle.ts';
import { OUTCOMES_KEPT } from './state.ts';
import { remember, undo } from './undo.ts';

/**
 * Does what staff asked for, if it can be done now: of two who want the same at once, the first in the journal has it. The outcome is
 * kept for those who wait for it: null, or why nothing was done.
 */
export function actOnCase(state: State, action: CaseAction, effects: Effect[]): void {
  const change: Change = { state, effects };
  const one = state.desk.cases.get(action.case);
  const refusal = one ? done(change, one, named(state, action)) : `case ${action.case} is not at the desk any more`;
  state.desk.outcomes.set(action.id, refusal);
  for (const oldest of state.desk.outcomes.keys()) {
    if (state.desk.outcomes.size <= OUTCOMES_KEPT) break;
    state.desk.outcomes.delete(oldest);
  }
}

/** People are known by their id, whether they gave it or their name. */
function named(state: State, action: CaseAction): CaseAction {
  const { people } = deskOf(state.settings);
  const known = people.find(({ id, name }) => id === action.by || name.toLowerCase() === action.by.toLowerCase());
  return known ? { ...action, by: known.id } : action;
}

function done(change: Change, one: Case, action: CaseAction): string | null {
  if (action.type === 'undo') return undo(change, one, action);
  if (one.status === 'merged') return `case ${one.id} is part of case ${one.mergedInto} now`;
  const before = remember(one, action);
  // The registry holds, under each type, what does an action of that type.
  const deed = DEEDS[action.type] as Deed<CaseAction>;
  const refusal = deed(change, one, action);
  if (refusal !== null) return refusal;
  if (before) change.state.desk.undo.set(one.id, before);
  settleAll(change, one, change.state.now);
  touch(change, one);
  return null;
}
