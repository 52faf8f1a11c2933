import type { Action, CaseAction } from '../../../shared/action.ts';
import { isAlertAction, isCaseAction, isIncidentAction } from '../../../shared/action.ts';
import { concerns } from '../board/watches.ts';
import type { Scope, State } from '../state.ts';
import { isInScope } from './samples.ts';

/** Whether all that an action would touch belongs to the scope, for who may see no more than that. */
export function isWithin(state: State, scopeId: string, action: Action): boolean {
  const scope = state.scopes.get(scopeId);
  if (!scope) return false;
  if (isAlertAction(action)) return isAlertWithin(state, scope, action.alert);
  if (isIncidentAction(action)) return isIncidentWithin(state, scope, action.incident);
  // What is decided about alerting as a whole concerns everybody.
  if (!isCaseAction(action)) return action.type === 'miss';
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

function isIncidentWithin({ alerting }: State, scope: Scope, id: string): boolean {
  const incident = alerting.open.get(id)?.incident ?? alerting.closed.find((one) => one.id === id);
  return incident !== undefined && concerns(scope, incident.lead.kind, incident.subjects);
}

function casesOf(action: CaseAction): string[] {
  if (action.type === 'merge') return [action.case, action.into];
  return action.type === 'link' ? [action.case, action.other] : [action.case];
}
