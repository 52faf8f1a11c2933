import type { Action } from '../../../shared/action.ts';
import { isAlertAction } from '../../../shared/action.ts';
import { concerns } from '../board/watches.ts';
import type { Scope, State } from '../state.ts';
import { isInScope } from './samples.ts';

/** Whether all that an action would touch belongs to the scope, for who may see no more than that. */
export function isWithin(state: State, scopeId: string, action: Action): boolean {
  const scope = state.scopes.get(scopeId);
  if (!scope) return false;
  if (isAlertAction(action)) return isAlertWithin(state, scope, action.alert);
  const { desk } = state;
  return casesOf(action).every((id) => {
    const one = desk.cases.get(id);
    return one !== undefined && isInScope(scope, one);
  });
}

function isAlertWithin({ open }: State, scope: Scope, id: string): boolean {
  const alert = open.get(id)?.alert;
  return alert !== undefined && concerns(scope, alert.kind, [alert.subject, ...alert.merged]);
}

function casesOf(action: Exclude<Action, { alert: string }>): string[] {
  if (action.type === 'merge') return [action.case, action.into];
  return action.type === 'link' ? [action.case, action.other] : [action.case];
}
