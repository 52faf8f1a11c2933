import type { AlertAction } from '../../../shared/action.ts';
import type { Effect } from '../effect.ts';
import type { State } from '../state.ts';
import { giveBack, takeIncident } from './own.ts';

/** Who takes an alert, or gives it back, does so with its whole incident. On alerts that are gone it changes nothing. */
export function actOnAlert(state: State, action: AlertAction, effects: Effect[]): void {
  const alert = state.open.get(action.alert)?.alert;
  const open = alert ? state.alerting.open.get(alert.incident) : undefined;
  if (!open) return;
  if (action.type === 'acknowledge') takeIncident({ state, effects }, open, action.by);
  else giveBack({ state, effects }, open, action.by);
}
