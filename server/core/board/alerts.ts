import type { Alert } from '../../../shared/alert.ts';
import type { AlertsSlice } from '../../../shared/slices.ts';
import { SEVERITIES } from '../alerts/lifecycle.ts';
import type { Scope, State } from '../state.ts';
import { concerns } from './watches.ts';

/** Alerts on the wire; a wall has room for fewer. */
const SHOWN = 8;
const EVIDENCE_SHOWN = 2;

/** Open alerts of the scope, most severe first; those that nobody has before those somebody has; then the newest. */
export function openAlerts(state: State, scope: Scope): Alert[] {
  return [...state.open.values()]
    .map((open) => open.alert)
    .filter((alert) => concerns(scope, alert.kind, [alert.subject, ...alert.merged]))
    .sort(
      (a, b) =>
        Number(a.state === 'clearing') - Number(b.state === 'clearing') ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        Number(a.owner !== undefined) - Number(b.owner !== undefined) ||
        b.openedAt - a.openedAt ||
        (a.id < b.id ? -1 : 1),
    );
}

export function alerts(state: State, scope: Scope): AlertsSlice {
  const all = openAlerts(state, scope);
  return {
    alerts: all.slice(0, SHOWN).map(({ timeline: _timeline, rule: _rule, ...alert }) => ({
      ...alert,
      evidence: alert.evidence.filter((post) => post.text).slice(0, EVIDENCE_SHOWN),
    })),
    more: Math.max(0, all.length - SHOWN),
  };
}
